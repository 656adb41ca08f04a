package io.symbolon.testkit.simulation;

import io.symbolon.storage.Revocation;

/** The access tokens of a session were outdated, alone or with all of its subject, at the moment when a server did it. */
final class Outdating extends Logged {
    /** The subject's role that it made known; zero if it was not for a role. */
    final long role;

    Outdating(long tick, long micros, long role, Revocation.Target target, long minimum) {
        super(tick, micros, target, minimum);
        this.role = role;
    }

    @Override
    boolean isOfKindOf(Revocation revocation) {
        return !revocation.ends();
    }
}
