package io.symbolon.testkit.simulation;

import io.symbolon.RevocationCause;
import io.symbolon.storage.Revocation;
import java.util.EnumSet;
import java.util.Set;

/** A revocation that ended sessions, at the moment when a server carried it out. */
final class End {
    final long tick;
    final long micros;

    /** What it names; a test of its own for one session, as a revocation of others names each. */
    final Revocation.Target target;

    /** Of a subject, or of everything: the minimum that was logged. */
    final long minimum;

    final RevocationCause cause;

    /** With which causes it was done again: one is told where the log had forgotten the first time. */
    final Set<RevocationCause> causesAgain = EnumSet.noneOf(RevocationCause.class);

    /** When the storage had it again after it lost it; equal to the tick before. */
    long inLogSince;

    boolean isLost;
    boolean wasLost;

    End(long tick, long micros, Revocation.Target target, long minimum, RevocationCause cause) {
        this.tick = tick;
        this.micros = micros;
        this.target = target;
        this.minimum = minimum;
        this.cause = cause;
        this.inLogSince = tick;
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

    boolean isGivenBackBy(Revocation revocation) {
        return revocation.ends() && revocation.minimumVersion() >= minimum && sameTarget(revocation.target());
    }

    /** Whether an event tells of exactly this. */
    boolean isToldBy(Revocation.Target told, long version) {
        return version == minimum && sameTarget(told);
    }

    /** Whether an event tells of this, or of what ended more. */
    boolean isCoveredBy(Revocation.Target told, long version) {
        return version >= minimum && sameTarget(told);
    }

    boolean saysWhat(End other) {
        return minimum >= other.minimum && other.sameTarget(target);
    }

    private boolean sameTarget(Revocation.Target other) {
        if (target instanceof Revocation.OfSession one) {
            return other instanceof Revocation.OfSession given && given.id().equals(one.id());
        }
        if (target instanceof Revocation.OfSubject all) {
            return other instanceof Revocation.OfSubject given
                    && given.subject().equals(all.subject());
        }
        return target instanceof Revocation.OfEverything everything
                && other instanceof Revocation.OfEverything given
                && covers(given, everything);
    }

    private static boolean covers(Revocation.OfEverything given, Revocation.OfEverything mine) {
        for (int partition : mine.partitions().toArray()) {
            if (!given.partitions().contains(partition)) {
                return false;
            }
        }
        return true;
    }
}
