package io.symbolon.internal.revocation;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How often a node's thread has read something new from the log, or could not read it. Thread-safe. */
final class LogActivity {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long count;
    private boolean ended;

    void count() {
        lock.lock();
        try {
            count++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is counted any more: nobody need wait. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long current() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the count is another one; false if the time was over before. */
    boolean await(long seen, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (count == seen && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return count != seen || ended;
        } finally {
            lock.unlock();
        }
    }
}
