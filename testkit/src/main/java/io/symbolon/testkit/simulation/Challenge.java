package io.symbolon.testkit.simulation;

import io.symbolon.SessionId;

/**
 * What a refused client was told to sign.
 *
 * @param session the session of the refresh token that it was an answer to
 * @param storageTime when it was made, by the servers' clock
 * @param nodeTime when it was made, by the clock of the node that made it
 */
record Challenge(String text, SessionId session, ClockSpan storageTime, ClockSpan nodeTime) {
    private static final long PERIOD = 120_000;
    private static final long MOST_AHEAD = 300_000;
    private static final long SECOND = 1_000;

    /** Whether a proof that answers it may be good in a call. */
    boolean mayBeGood(ProofKey.Kind kind, SessionId presented, ApiCall call) {
        if (kind == ProofKey.Kind.DPOP) {
            ClockSpan used = call.nodeTime.span();
            return used.leastSince(nodeTime) <= PERIOD + SECOND && used.mostSince(nodeTime) >= -MOST_AHEAD - SECOND;
        }
        ClockSpan used = call.storageTime.span();
        return session.equals(presented)
                && used.leastSince(storageTime) <= PERIOD
                && used.mostSince(storageTime) >= -PERIOD;
    }

    /** Whether a proof that answers it has to be good in a call. */
    boolean mustBeGood(ProofKey.Kind kind, SessionId presented, ApiCall call) {
        if (kind == ProofKey.Kind.DPOP) {
            ClockSpan used = call.nodeTime.span();
            return used.mostSince(nodeTime) <= PERIOD - SECOND && used.leastSince(nodeTime) >= -MOST_AHEAD + SECOND;
        }
        ClockSpan used = call.storageTime.span();
        return session.equals(presented)
                && used.mostSince(storageTime) <= PERIOD
                && used.leastSince(storageTime) >= -PERIOD;
    }
}
