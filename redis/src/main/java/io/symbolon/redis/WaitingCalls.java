package io.symbolon.redis;

import io.symbolon.SessionStorageException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the calls that wait for an answer, and refuses further ones at once while there are too many: when a server does
 * not keep up, a longer queue only makes every call late. Thread-safe.
 */
final class WaitingCalls {
    private final AtomicInteger waiting = new AtomicInteger();
    private final int maximum;

    WaitingCalls(int maximum) {
        this.maximum = maximum;
    }

    /** @throws SessionStorageException if so many wait that one more is not to be sent */
    void requireRoom() {
        if (waiting.get() >= maximum) {
            throw RedisFaults.overloaded(maximum);
        }
    }

    /** A call begins to wait; {@link #end} has to follow. */
    void begin() {
        waiting.incrementAndGet();
    }

    void end() {
        waiting.decrementAndGet();
    }
}
