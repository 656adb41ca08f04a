package io.symbolon.testkit.simulation;

import io.symbolon.storage.Revocation;

/** The access tokens of a session were outdated, at the moment when a server did it. */
final class Outdating {
    final long tick;

    /** The subject's role that it made known; zero if it was not for a role. */
    final long role;

    private final Revocation.Target target;
    private final long minimum;

    /** When the storage had it again after it lost it; equal to the tick before. */
    long inLogSince;

    boolean isLost;

    /**
     * @param target what was outdated: the session, or all of its subject
     * @param minimum what was logged
     */
    Outdating(long tick, long role, Revocation.Target target, long minimum) {
        this.tick = tick;
        this.role = role;
        this.target = target;
        this.minimum = minimum;
        this.inLogSince = tick;
    }

    boolean isGivenBackBy(Revocation revocation) {
        return revocation.kind().equals(Revocation.Kind.OUTDATED)
                && revocation.minimumVersion() >= minimum
                && sameTarget(revocation.target());
    }

    private boolean sameTarget(Revocation.Target other) {
        if (target instanceof Revocation.OfSession one) {
            return other instanceof Revocation.OfSession given && given.id().equals(one.id());
        }
        return target.equals(other);
    }
}
