package io.symbolon.storage;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a log keeps its revocations, and how far apart clocks may be: one rule for all storages.
 *
 * @param retention how long a revocation is kept at least
 * @param clockMargin how far a node's clock may be from the storage's
 */
public record LogRetention(Duration retention, Duration clockMargin) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** 2 hours, and 5 minutes of margin. */
    public static final LogRetention DEFAULT = new LogRetention(Duration.ofHours(2), Duration.ofMinutes(5));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the retention is shorter than one second, or the margin is not positive
     */
    public LogRetention {
        Objects.requireNonNull(retention, "retention");
        Objects.requireNonNull(clockMargin, "clockMargin");
        if (retention.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("retention is " + retention + ": at least " + SHORTEST + " is needed");
        }
        if (clockMargin.isNegative() || clockMargin.isZero()) {
            throw new IllegalArgumentException("clockMargin is " + clockMargin + ": it has to be positive");
        }
    }

    /**
     * With another retention.
     *
     * @param retention at least one second
     * @return a new rule
     */
    public LogRetention withRetention(Duration retention) {
        return new LogRetention(retention, clockMargin);
    }

    /**
     * With another margin of the clocks.
     *
     * @param clockMargin positive
     * @return a new rule
     */
    public LogRetention withClockMargin(Duration clockMargin) {
        return new LogRetention(retention, clockMargin);
    }
}
