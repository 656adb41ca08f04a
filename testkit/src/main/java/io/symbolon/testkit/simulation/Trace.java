package io.symbolon.testkit.simulation;

import io.symbolon.SessionException;
import java.util.function.Supplier;

/** What happened in a history, line by line. Ids and tokens are random and are not in it. */
final class Trace {
    private final StringBuilder text = new StringBuilder();
    private final Scheduler scheduler;
    private final boolean isKept;

    Trace(Scheduler scheduler, boolean isKept) {
        this.scheduler = scheduler;
        this.isKept = isKept;
    }

    void add(Supplier<String> line) {
        if (isKept) {
            text.append(scheduler.now()).append(' ').append(line.get()).append('\n');
        }
    }

    String text() {
        return text.toString();
    }

    static String code(SessionException refusal) {
        return refusal.code().toString();
    }
}
