package io.symbolon.internal.revocation;

import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.SimulatedRevocationLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A revocation log as a node follows it.
 *
 * @param longestWait how long one read may wait
 */
record FollowedLog(RevocationLog log, Clock clock, Duration clockSkew, Duration longestWait) {
    LogPage read(LogCursor after, boolean mayWait) throws InterruptedException {
        return log.read(after, mayWait ? longestWait : Duration.ZERO);
    }

    /** The monotonic clock of the machine, or of the simulation that a log is part of. */
    static LongSupplier monotonicNanos(RevocationLog log) {
        return log instanceof SimulatedRevocationLog simulated ? simulated::nanoTime : System::nanoTime;
    }

    /** Waits, for a time at most, until a node is closed. */
    void pause(Duration time, CountDownLatch closed) throws InterruptedException {
        if (log instanceof SimulatedRevocationLog simulated) {
            simulated.pause(time);
        } else {
            closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        }
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
