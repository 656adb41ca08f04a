package io.symbolon.testkit.skeleton;

import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.LogRetention;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;

/**
 * The log of a storage to copy and fill in.
 *
 * <p>What to keep for each entry: a position; the target's type, session id and subject; the kind, the minimum and the
 * cause; the time. Store types, kinds and causes by name, and read names that you do not know:
 * {@code RevocationCause.named}, {@code new Revocation.Kind(name)}, {@code new Revocation.OfUnknown(name)}.
 *
 * <p>Keep entries for the retention at least. An entry and what it tells of become visible in the same step.
 */
final class SkeletonLog implements RevocationLog {
    private final LogRetention retention;
    private final Runnable requireOpen;

    SkeletonLog(LogRetention retention, Runnable requireOpen) {
        this.retention = retention;
        this.requireOpen = requireOpen;
    }

    @Override
    public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
        requireOpen.run();
        // 1. Does the log hold the very entry that the cursor names? Let the cursor carry what tells an entry from
        //    another one that was given its position after a fail-over, such as a random number of each entry. A cursor
        //    that was given out when the log was empty names the log itself. If not, or if an entry that this process
        // has
        //    logged is missing, read from the start and say restarted. LogCursor.START is never restarted.
        // 2. Give entries in an order that a reader can follow: where positions are taken before a transaction commits,
        // a
        //    later position can become visible first. Stop before the first position that is still open.
        // 3. Is there nothing? Wait for a notification, or poll, for maxWait at most. An interrupt ends the wait.
        // 4. Return the entries, the cursor that names the last of them, now, and whether there was nothing more to
        // read.
        throw SkeletonStorage.notWritten("read");
    }

    @Override
    public Duration retention() {
        return retention.retention();
    }

    @Override
    public Duration clockMargin() {
        return retention.clockMargin();
    }
}
