package io.symbolon.testkit.simulation;

import io.symbolon.storage.Revocation;
import java.util.List;

/** What a server logged. A fail-over may lose it; then a node may give it back. */
abstract class Logged {
    final long tick;
    final long micros;
    final Revocation.Target target;

    /** The minimum that was logged. */
    final long minimum;

    /** When the storage had it again after it lost it; equal to the tick before. */
    long inLogSince;

    boolean isLost;

    /** When it was lost last, and since when it had been in the log then. */
    private long lostAt;

    private long inLogBeforeSince;

    Logged(long tick, long micros, Revocation.Target target, long minimum) {
        this.tick = tick;
        this.micros = micros;
        this.target = target;
        this.minimum = minimum;
        this.inLogSince = tick;
    }

    /** Whether a revocation is of the same kind. */
    abstract boolean isOfKindOf(Revocation revocation);

    /** A page that was read before a loss may arrive after it. */
    boolean isInLogAt(long atTick) {
        boolean isThere = !isLost && inLogSince <= atTick;
        return isThere || (inLogBeforeSince <= atTick && atTick < lostAt);
    }

    /** A fail-over at one tick loses what was logged after another; false if this is not among it. */
    boolean lose(long atTick, long since) {
        if (isLost || inLogSince <= since) {
            return false;
        }
        isLost = true;
        lostAt = atTick;
        inLogBeforeSince = inLogSince;
        return true;
    }

    /** Whether an event tells of exactly this. */
    boolean isToldBy(Revocation.Target told, long version) {
        return version == minimum && sameTarget(told);
    }

    void restored(List<Revocation> revocations, long atTick) {
        if (isLost && revocations.stream().anyMatch(this::isGivenBackBy)) {
            isBackSince(atTick);
        }
    }

    void isBackSince(long atTick) {
        isLost = false;
        inLogSince = atTick;
    }

    boolean sameTarget(Revocation.Target other) {
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

    private boolean isGivenBackBy(Revocation revocation) {
        return isOfKindOf(revocation) && revocation.minimumVersion() >= minimum && sameTarget(revocation.target());
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
