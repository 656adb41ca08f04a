package io.symbolon.internal.revocation;

import io.symbolon.StalenessPolicy;
import java.time.Duration;
import java.time.Instant;

/** When the log last answered, and whether this node may still judge access tokens. */
public final class ViewHealth {
    private record Contact(long atMillis, boolean clocksAgree) {}

    private final long limitMillis;
    private volatile Contact last;

    /** @param now the start counts as contact: a node is not used before it has caught up */
    ViewHealth(StalenessPolicy policy, Instant now) {
        this.limitMillis = policy instanceof StalenessPolicy.RejectAfter rejectAfter
                ? rejectAfter.limit().toMillis()
                : Long.MAX_VALUE;
        this.last = new Contact(now.toEpochMilli(), true);
    }

    /** Whether access tokens have to be refused. */
    public boolean isStale(long nowMillis) {
        Contact contact = last;
        return !contact.clocksAgree || nowMillis - contact.atMillis > limitMillis;
    }

    void contact(Instant now, boolean clocksAgree) {
        last = new Contact(now.toEpochMilli(), clocksAgree);
    }

    Instant lastContact() {
        return Instant.ofEpochMilli(last.atMillis);
    }

    boolean clocksAgree() {
        return last.clocksAgree;
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
