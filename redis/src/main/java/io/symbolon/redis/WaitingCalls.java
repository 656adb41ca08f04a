package io.symbolon.redis;

import io.symbolon.SessionStorageException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many calls wait for an answer: with a maximum of them, further ones are refused at once. Where more is asked of a
 * server than it serves, calls that all wait would all be too late. Thread-safe.
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
