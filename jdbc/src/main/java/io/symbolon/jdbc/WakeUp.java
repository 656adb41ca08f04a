package io.symbolon.jdbc;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets readers of the log sleep until there may be something new. */
final class WakeUp {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long signals;

    /** To be taken before a read: what is signalled after it ends the next {@link #await}. */
    long ticket() {
        lock.lock();
        try {
            return signals;
        } finally {
            lock.unlock();
        }
    }

    void await(long ticket, Duration longest) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = longest.toNanos();
            while (signals == ticket && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    void signal() {
        lock.lock();
        try {
            signals++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
