package io.symbolon.jdbc;

import java.time.Clock;

/** The clock of the H2 databases. Public, because H2 calls it. */
public final class TestClock {
    private static volatile Clock clock = Clock.systemUTC();

    private TestClock() {}

    static void set(Clock newClock) {
        clock = newClock;
    }

    /** What {@code symbolon_now()} gives. */
    public static long millis() {
        return clock.millis();
    }
}
