package io.symbolon.internal.revocation;

import io.symbolon.SessionId;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often something was raised in a view: a count for each group of sessions and subjects. All counts together are small
 * enough to stay in a processor's cache, where a view's tables may be as large as there are revocations.
 */
final class Changes {
    private static final int GROUPS = 4096;

    private final AtomicLongArray counts = new AtomicLongArray(GROUPS);

    /** Grows with each change of the session's group or the subject's, and never falls. */
    long near(SessionId session, String subject) {
        return counts.get(group(session)) + counts.get(group(subject));
    }

    void count(SessionId session) {
        counts.incrementAndGet(group(session));
    }

    void count(String subject) {
        counts.incrementAndGet(group(subject));
    }

    /** Concerns every token. */
    void countAll() {
        for (int group = 0; group < GROUPS; group++) {
            counts.incrementAndGet(group);
        }
    }

    private static int group(SessionId session) {
        return (int) SessionSlots.hash(session) & (GROUPS - 1);
    }

    private static int group(String subject) {
        int hash = subject.hashCode();
        return (hash ^ hash >>> Short.SIZE) & (GROUPS - 1);
    }
}
