package io.symbolon.storage;

import io.symbolon.SessionStorageException;
import java.time.Duration;

/**
 * The ordered, durable list of revocations that a storage keeps. Reading it needs no right to write anything.
 *
 * <p>Thread-safe.
 */
public interface RevocationLog {
    /**
     * Reads on from a cursor. Waits if the reader is at the end, and returns as soon as a revocation is logged.
     *
     * <ul>
     *   <li>Every revocation appears to every reader, whatever the order in which concurrent writes become visible.
     *   <li>If there is nothing new, the page is empty, at the latest after {@code maxWait}.
     *   <li>If the log cannot vouch that the reader misses nothing, because it does not have the very entry that the cursor
     *       names (it was trimmed, emptied, or the storage failed over, so that the cursor may even be ahead), the page
     *       starts at the log's start and says {@link LogPage#restarted() restarted}. A cursor that was given out when the
     *       log was empty names the log itself, so that one which was replaced is noticed too. A read from
     *       {@link LogCursor#START} is never restarted.
     *   <li>A page may hold a part only of what there is; the last part says {@link LogPage#atEnd()}.
     * </ul>
     *
     * @param after where the last page ended, or {@link LogCursor#START}
     * @param maxWait how long to wait at most; zero for not at all
     * @return the page
     * @throws SessionStorageException if the storage fails, within a bounded time
     * @throws IllegalStateException after the storage was closed
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    LogPage read(LogCursor after, Duration maxWait) throws InterruptedException;

    /**
     * How long a revocation is kept at least. The life of an access token, the clock skew and {@link #clockMargin()} must not
     * exceed it together: else a node whose clock is behind could start after an entry was trimmed and still accept the
     * token.
     *
     * @return a positive duration
     */
    Duration retention();

    /**
     * How far a node's clock may be from the storage's.
     *
     * @return a positive duration
     */
    default Duration clockMargin() {
        return LogRetention.DEFAULT.clockMargin();
    }
}
