package io.symbolon.testkit.simulation;

import io.symbolon.RevocationCause;
import io.symbolon.storage.Revocation;
import java.util.EnumSet;
import java.util.Set;

/** A revocation that ended sessions, at the moment when a server carried it out. */
final class End extends Logged {
    final RevocationCause cause;

    /** With which causes it was done again: one is told where the log had forgotten the first time. */
    final Set<RevocationCause> causesAgain = EnumSet.noneOf(RevocationCause.class);

    boolean wasLost;

    End(long tick, long micros, Revocation.Target target, long minimum, RevocationCause cause) {
        super(tick, micros, target, minimum);
        this.cause = cause;
    }

    @Override
    boolean isOfKindOf(Revocation revocation) {
        return revocation.ends();
    }

    /** Whether a session that existed then was ended. */
    boolean names(SessionFacts session) {
        if (target instanceof Revocation.OfSession one) {
            return one.id().equals(session.id);
        }
        if (target instanceof Revocation.OfEverything everything) {
            return everything.partitions().contains(session.id.partition());
        }
        return target instanceof Revocation.OfSubject all && all.subject().equals(session.subject);
    }

    /** Whether an event tells of this, or of what ended more. */
    boolean isCoveredBy(Revocation.Target told, long version) {
        return version >= minimum && sameTarget(told);
    }

    boolean saysWhat(End other) {
        return minimum >= other.minimum && other.sameTarget(target);
    }
}
