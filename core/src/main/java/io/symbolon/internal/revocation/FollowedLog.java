package io.symbolon.internal.revocation;

import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.RevocationLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A revocation log as a node follows it.
 *
 * @param longestWait how long one read may wait
 */
record FollowedLog(RevocationLog log, Clock clock, Duration clockSkew, Duration longestWait) {
    LogPage read(LogCursor after, boolean mayWait) throws InterruptedException {
        return log.read(after, mayWait ? longestWait : Duration.ZERO);
    }

    Instant now() {
        return clock.instant();
    }

    /** Entries that were logged before it can concern no access token that this node still accepts. */
    Instant forgettableBefore() {
        return now().minus(log.retention()).minus(clockSkew);
    }

    /** Entries that were logged before it need not be in the log any more. */
    Instant trimmedBefore(Instant storageNow) {
        return storageNow.minus(log.retention());
    }

    /** The storage's clock was read between the two readings of this node's. */
    Optional<ClocksApart> clocksApart(Instant before, Instant storageNow, Instant after) {
        return ClocksApart.between(before, storageNow, after, log.clockMargin());
    }
}
