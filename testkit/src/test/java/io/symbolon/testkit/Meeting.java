package io.symbolon.testkit;

import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where a caller waits for another one before it goes on: so a race finds what is wrong, however busy the machine is. */
final class Meeting {
    private static final long LONGEST_MILLIS = 200;

    private final Exchanger<Meeting> callers = new Exchanger<>();

    void await() {
        try {
            callers.exchange(this, LONGEST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException alone) {
            // Nobody else is here: there is no race.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
