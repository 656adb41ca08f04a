package io.symbolon.internal.revocation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A node's clock and the storage's are further apart than is allowed.
 *
 * @param ahead how much the node's clock is ahead; negative if it is behind
 * @param margin what is allowed
 */
record ClocksApart(Duration ahead, Duration margin) {
    /** Empty if they agree. The storage's clock was read between the two readings of the node's. */
    static Optional<ClocksApart> between(Instant before, Instant storageNow, Instant after, Duration margin) {
        Duration ahead = Duration.between(storageNow, before);
        Duration behind = Duration.between(after, storageNow);
        if (ahead.compareTo(margin) > 0) {
            return Optional.of(new ClocksApart(ahead, margin));
        }
        return behind.compareTo(margin) > 0 ? Optional.of(new ClocksApart(behind.negated(), margin)) : Optional.empty();
    }

    /** By how much, and what to do. */
    String text() {
        return "this node's clock is " + ahead.abs().truncatedTo(ChronoUnit.MILLIS)
                + (ahead.isNegative() ? " behind" : " ahead of") + " the storage's, and up to " + margin
                + " is allowed (the storage's clockMargin): synchronize both (NTP)";
    }
}
