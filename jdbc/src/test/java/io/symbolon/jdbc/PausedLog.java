package io.symbolon.jdbc;

import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A storage whose log can be paused: while it is, nobody reads anything. */
final class PausedLog extends ForwardingUserSessionStorage {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean paused;

    PausedLog(UserSessionStorage delegate) {
        super(delegate);
    }

    /** When this returns, no read is under way. */
    void pause() {
        set(true);
    }

    void resume() {
        set(false);
    }

    private void set(boolean value) {
        lock.lock();
        try {
            paused = value;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public RevocationLog revocationLog() {
        RevocationLog log = super.revocationLog();
        return new RevocationLog() {
            @Override
            public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
                long deadline = System.nanoTime() + maxWait.toNanos();
                lock.lockInterruptibly();
                try {
                    while (true) {
                        while (paused) {
                            changed.await();
                        }
                        LogPage page = log.read(after, Duration.ZERO);
                        boolean isAnswer = !page.revocations().isEmpty() || page.restarted() || !page.atEnd();
                        if (isAnswer || System.nanoTime() >= deadline) {
                            return page;
                        }
                        changed.await(5, TimeUnit.MILLISECONDS);
                    }
                } finally {
                    lock.unlock();
                }
            }

            @Override
            public Duration retention() {
                return log.retention();
            }
        };
    }
}
