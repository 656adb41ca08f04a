package io.symbolon;

/** How many sessions a subject may have at a time, and what happens at one more sign-in. */
public sealed interface SessionLimit {
    /**
     * Any number of sessions. The default.
     *
     * @return the policy
     */
    static SessionLimit unlimited() {
        return new Unlimited();
    }

    /**
     * One more sign-in ends the oldest session, with the cause {@link RevocationCause#REPLACED_BY_NEWER_SIGN_IN}.
     *
     * @param maximum how many sessions a subject may have; at least 1
     * @return the policy
     * @throws IllegalArgumentException if the maximum is less than 1
     */
    static SessionLimit evictOldest(int maximum) {
        return new EvictOldest(maximum);
    }

    /**
     * One more sign-in is refused with a {@link SessionLimitException}.
     *
     * @param maximum how many sessions a subject may have; at least 1
     * @return the policy
     * @throws IllegalArgumentException if the maximum is less than 1
     */
    static SessionLimit rejectNew(int maximum) {
        return new RejectNew(maximum);
    }

    /** See {@link #unlimited()}. */
    record Unlimited() implements SessionLimit {}

    /**
     * See {@link #evictOldest(int)}.
     *
     * @param maximum how many sessions a subject may have
     */
    record EvictOldest(int maximum) implements SessionLimit {
        /**
         * Checks the maximum.
         *
         * @throws IllegalArgumentException if the maximum is less than 1
         */
        public EvictOldest {
            requirePositive(maximum);
        }
    }

    /**
     * See {@link #rejectNew(int)}.
     *
     * @param maximum how many sessions a subject may have
     */
    record RejectNew(int maximum) implements SessionLimit {
        /**
         * Checks the maximum.
         *
         * @throws IllegalArgumentException if the maximum is less than 1
         */
        public RejectNew {
            requirePositive(maximum);
        }
    }

    private static void requirePositive(int maximum) {
        if (maximum < 1) {
            throw new IllegalArgumentException("maximum is " + maximum + ": at least 1 session has to be allowed");
        }
    }
}
