package io.symbolon.internal.revocation;

import io.symbolon.StalenessPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * When this node was last in contact with the log, and whether it may still judge access tokens. Contact is the moment
 * before the request that was answered: what was logged while an answer was on its way is not in it. Time is told by the
 * node's clock and by a monotonic one: a clock that stepped back must not hide that the log is silent. Thread-safe.
 */
public final class ViewHealth {
    /** A moment on both clocks. */
    record Moment(long clockMillis, long monotonicNanos) {
        Moment before(Duration age) {
            return new Moment(clockMillis - age.toMillis(), monotonicNanos - age.toNanos());
        }
    }

    private record Contact(Moment at, Optional<ClocksApart> clocksApart) {}

    private final AtomicLong latestStorageMillis = new AtomicLong();

    private final long limitMillis;
    private final Clock clock;
    private final LongSupplier monotonicNanos;
    private volatile Contact last;
    private volatile boolean metUnknownTarget;

    /** The start counts as contact: a node is not used before it has caught up. */
    ViewHealth(StalenessPolicy policy, Clock clock, LongSupplier monotonicNanos) {
        this.limitMillis = policy instanceof StalenessPolicy.RejectAfter rejectAfter
                ? rejectAfter.limit().toMillis()
                : Long.MAX_VALUE;
        this.clock = clock;
        this.monotonicNanos = monotonicNanos;
        this.last = new Contact(moment(), Optional.empty());
    }

    /** Whether access tokens have to be refused. */
    public boolean isStale(long nowMillis) {
        Contact contact = last;
        if (contact.clocksApart.isPresent() || metUnknownTarget) {
            return true;
        }
        if (limitMillis == Long.MAX_VALUE) {
            return false;
        }
        return nowMillis - contact.at.clockMillis > limitMillis
                || monotonicNanos.getAsLong() - contact.at.monotonicNanos > TimeUnit.MILLISECONDS.toNanos(limitMillis);
    }

    /** Why access tokens have to be refused, where they have to, and what to do. */
    public String reason(long nowMillis) {
        Contact contact = last;
        if (metUnknownTarget) {
            return "the revocation log holds an entry that only a newer version of Symbolon understands: upgrade it";
        }
        return contact.clocksApart.map(ClocksApart::text).orElseGet(() -> silence(contact, nowMillis));
    }

    private String silence(Contact contact, long nowMillis) {
        long nanos = monotonicNanos.getAsLong() - contact.at.monotonicNanos;
        long millis = Math.max(nowMillis - contact.at.clockMillis, TimeUnit.NANOSECONDS.toMillis(nanos));
        return "the revocation log last answered " + Duration.ofMillis(millis)
                + " ago, and the staleness policy allows " + Duration.ofMillis(limitMillis);
    }

    /** To be asked before a request to the log. */
    Moment moment() {
        return new Moment(clock.millis(), monotonicNanos.getAsLong());
    }

    /** @param before the moment before the request that was answered */
    void contact(Moment before, Optional<ClocksApart> clocksApart) {
        last = new Contact(before, clocksApart);
    }

    /** The storage's time by an answer of the log. */
    void sawStorageTime(Instant storageNow) {
        latestStorageMillis.accumulateAndGet(storageNow.toEpochMilli(), Math::max);
    }

    /** The latest time of the storage that the log has told, in milliseconds since 1970; 0 before the first answer. */
    public long latestStorageMillis() {
        return latestStorageMillis.get();
    }

    /** The log holds an entry of which only a newer node can tell whom it concerns; false if that was known. */
    boolean unknownTarget() {
        boolean isFirst = !metUnknownTarget;
        metUnknownTarget = true;
        return isFirst;
    }

    Instant lastContact() {
        return Instant.ofEpochMilli(last.at.clockMillis);
    }

    Optional<ClocksApart> clocksApart() {
        return last.clocksApart;
    }

    /** How long a read of the log may wait, so that a healthy node never looks stale. */
    static Duration longestWait(StalenessPolicy policy, Duration otherwise) {
        if (policy instanceof StalenessPolicy.RejectAfter rejectAfter) {
            Duration third = rejectAfter.limit().dividedBy(3);
            return third.compareTo(otherwise) < 0 ? third : otherwise;
        }
        return otherwise;
    }
}
