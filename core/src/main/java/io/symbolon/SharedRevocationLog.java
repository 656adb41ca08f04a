package io.symbolon;

import io.symbolon.internal.revocation.SharedReads;
import io.symbolon.internal.token.LogCursorCodec;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * The revocation log as a node passes it on to many readers. Those who stand at the same cursor share one read of the
 * storage, and those who wait are woken by the node's own reading of the log. Its cursors carry a MAC, so that strangers may
 * keep them; they are good at every node with the same refresh token keys. One that is not of these keys is answered from the
 * log's start, as {@link LogPage#restarted() restarted}.
 *
 * <p>A read that waits blocks its thread. When the storage fails, the read does, also in the middle of its wait.
 *
 * <p>Thread-safe.
 */
public final class SharedRevocationLog implements RevocationLog {
    private static final int MOST_WAITERS = 100_000;

    private final SharedReads reads;
    private final LogCursorCodec cursors;
    private final Semaphore waiters;

    SharedRevocationLog(SharedReads reads, LogCursorCodec cursors, int maximumWaiters) {
        if (maximumWaiters < 1 || maximumWaiters > MOST_WAITERS) {
            throw new IllegalArgumentException(
                    "maximumWaiters is " + maximumWaiters + ": from 1 to " + MOST_WAITERS + " is allowed");
        }
        this.reads = reads;
        this.cursors = cursors;
        this.waiters = new Semaphore(maximumWaiters);
    }

    /**
     * Reads on from a cursor.
     *
     * @throws RejectedExecutionException if there is nothing to read yet, and as many reads wait as may
     * @throws SessionStorageException if the storage fails
     * @throws IllegalStateException after the manager was closed
     */
    @Override
    public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
        Optional<LogCursor> position = position(after);
        Wait wait = new Wait();
        try {
            LogPage page = reads.read(
                    position.orElse(LogCursor.START), position.isPresent() ? maxWait : Duration.ZERO, wait::begin);
            return new LogPage(
                    page.revocations(),
                    new LogCursor(cursors.encode(page.next().value())),
                    page.now(),
                    page.restarted() || position.isEmpty(),
                    page.atEnd(),
                    page.contactAge());
        } finally {
            wait.end();
        }
    }

    /**
     * Whether a cursor is one of these keys, so that a read may go on from it. Does no I/O.
     *
     * @param cursor of anywhere
     * @return false also for the start
     */
    public boolean isOurs(LogCursor cursor) {
        return !cursor.equals(LogCursor.START) && position(cursor).isPresent();
    }

    @Override
    public Duration retention() {
        return reads.retention();
    }

    @Override
    public Duration clockMargin() {
        return reads.clockMargin();
    }

    private Optional<LogCursor> position(LogCursor cursor) {
        return cursor.equals(LogCursor.START)
                ? Optional.of(cursor)
                : cursors.decode(cursor.value()).map(LogCursor::new);
    }

    /** One read's wait: counted only while it does. */
    private final class Wait {
        private boolean isCounted;

        void begin() {
            if (!waiters.tryAcquire()) {
                throw new RejectedExecutionException("as many readers wait for the revocation log as may");
            }
            isCounted = true;
        }

        void end() {
            if (isCounted) {
                waiters.release();
            }
        }
    }
}
