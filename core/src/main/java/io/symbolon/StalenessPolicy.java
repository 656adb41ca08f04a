package io.symbolon;

import java.time.Duration;
import java.util.Objects;

/** The policy for access tokens while a node cannot read the revocation log. */
public sealed interface StalenessPolicy {
    /**
     * Goes on verifying. A session that was ended meanwhile works on this node until its access token expires. The
     * default.
     *
     * @return the policy
     */
    static StalenessPolicy accept() {
        return new Accept();
    }

    /**
     * Refuses all access tokens with {@link InvalidAccessTokenException.Code#STALE_NODE} once the log has not answered
     * for this time, until it answers again.
     *
     * @param limit at least 100 milliseconds; a read of the log waits at most a third of it
     * @return the policy
     * @throws IllegalArgumentException if it is shorter
     */
    static StalenessPolicy rejectAfter(Duration limit) {
        return new RejectAfter(limit);
    }

    /** See {@link #accept()}. */
    record Accept() implements StalenessPolicy {}

    /**
     * See {@link #rejectAfter(Duration)}.
     *
     * @param limit how long the log may be silent
     */
    record RejectAfter(Duration limit) implements StalenessPolicy {
        private static final Duration SHORTEST = Duration.ofMillis(100);

        /**
         * Checks the limit.
         *
         * @throws IllegalArgumentException if the limit is shorter than 100 milliseconds
         */
        public RejectAfter {
            Objects.requireNonNull(limit, "limit");
            if (limit.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException("limit is " + limit + ": at least " + SHORTEST + " is needed");
            }
        }
    }
}
