package io.symbolon.storage;

import io.symbolon.SessionLimit;
import java.util.Objects;

/**
 * How many live sessions there may be, the new one included. The client's limit is applied first, the subject's to what
 * it leaves; where either rejects the new session, nothing is ended.
 *
 * @param ofClient for the subject's sessions of the new session's client
 * @param ofSubject for all sessions of the subject
 */
public record SessionLimits(SessionLimit ofClient, SessionLimit ofSubject) {
    /** Checks for null only. */
    public SessionLimits {
        Objects.requireNonNull(ofClient, "ofClient");
        Objects.requireNonNull(ofSubject, "ofSubject");
    }

    /**
     * A limit for the subject only.
     *
     * @param limit for all sessions of the subject
     * @return the limits
     */
    public static SessionLimits ofSubject(SessionLimit limit) {
        return new SessionLimits(SessionLimit.unlimited(), limit);
    }

    /**
     * Whether a subject's sessions can reach one of the limits. Where they cannot, a storage accepts the new session without
     * a look at the others.
     *
     * @param live how many live sessions the subject has; 0 or more
     * @return false if {@link LimitDecision#decide} accepts the new session and evicts none, whichever they are
     */
    public boolean canBeReachedBy(int live) {
        return isReached(ofClient, live) || isReached(ofSubject, live);
    }

    private static boolean isReached(SessionLimit limit, int live) {
        return (limit instanceof SessionLimit.EvictOldest evict && live >= evict.maximum())
                || (limit instanceof SessionLimit.RejectNew reject && live >= reject.maximum());
    }
}
