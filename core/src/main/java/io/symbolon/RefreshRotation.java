package io.symbolon;

import java.time.Duration;
import java.util.Objects;

/**
 * When a refresh token that was already exchanged may be presented again (RFC 9700 section 4.14.2). The token before
 * the current one is presented again by honest clients all the time: two tabs refresh at once, an answer is lost on
 * the way. Answering it with the same next token signs nobody out; anything older is a stolen token, and ends the
 * session.
 */
public sealed interface RefreshRotation {
    /**
     * The token before the current one is good for this long after it was exchanged. The default, with 30 seconds.
     *
     * @param period how long, counted from the rotation; a repeat does not prolong it. Not negative.
     * @return the policy
     * @throws IllegalArgumentException if it is negative
     */
    static RefreshRotation grace(Duration period) {
        return new Grace(period);
    }

    /**
     * Every refresh token is good once. Two parallel refreshes with one token end the session: choose it only for
     * clients that never repeat a request.
     *
     * @return the policy
     */
    static RefreshRotation strict() {
        return new Strict();
    }

    /**
     * The token before the current one is good until the current one was used, however long that takes.
     *
     * @return the policy
     */
    static RefreshRotation untilSuccessorUsed() {
        return new UntilSuccessorUsed();
    }

    /**
     * The refresh token stays the same for the session's life; a stolen one is not noticed.
     *
     * @return the policy
     */
    static RefreshRotation none() {
        return new None();
    }

    /**
     * See {@link #grace(Duration)}.
     *
     * @param period how long the token before the current one is good
     */
    record Grace(Duration period) implements RefreshRotation {
        /**
         * Checks the period.
         *
         * @throws IllegalArgumentException if the period is negative
         */
        public Grace {
            Objects.requireNonNull(period, "period");
            if (period.isNegative()) {
                throw new IllegalArgumentException("period is " + period + ": it cannot be negative");
            }
        }
    }

    /** See {@link #strict()}. */
    record Strict() implements RefreshRotation {}

    /** See {@link #untilSuccessorUsed()}. */
    record UntilSuccessorUsed() implements RefreshRotation {}

    /** See {@link #none()}. */
    record None() implements RefreshRotation {}
}
