package io.symbolon.internal.revocation;

import io.symbolon.SessionId;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Minimum versions by session id, without an object an entry: a million of them are a few arrays, which cost the garbage
 * collector nothing. Readers take no lock and never wait; writers come one at a time, under the view's lock.
 *
 * <p>The table is cut into stripes, so that making one larger or smaller, or looking for old entries in it, takes less than
 * a millisecond.
 */
final class SessionTable {
    /** What is known of a session that nothing is known of. */
    static final long NO_MINIMUM = 0;

    private static final int STRIPES = 256;

    private final AtomicReferenceArray<SessionSlots> stripes = new AtomicReferenceArray<>(STRIPES);
    private final LongAdder size = new LongAdder();

    SessionTable() {
        for (int i = 0; i < STRIPES; i++) {
            stripes.set(i, SessionSlots.empty());
        }
    }

    /** Receives entries. */
    interface Visitor {
        void visit(SessionId id, long minimum, int cause, int minute);
    }

    long size() {
        return size.sum();
    }

    /** The session's minimum version, or {@link #NO_MINIMUM}. */
    long minimumOf(SessionId id) {
        SessionSlots slots = stripes.getAcquire(stripe(id));
        int slot = slots.find(id);
        return slot < 0 ? NO_MINIMUM : slots.minimum(slot);
    }

    /** Why a session got a minimum, or -1 if it does not have just that one. */
    int causeOf(SessionId id, long minimum) {
        SessionSlots slots = stripes.getAcquire(stripe(id));
        int slot = slots.find(id);
        return slot < 0 || slots.minimum(slot) != minimum ? -1 : slots.cause(slot);
    }

    /** Shows a session's entry, if it has one. */
    void find(SessionId id, Visitor visitor) {
        SessionSlots slots = stripes.getAcquire(stripe(id));
        int slot = slots.find(id);
        if (slot >= 0 && !slots.isDead(slot)) {
            slots.visit(slot, visitor);
        }
    }

    /**
     * Takes in a minimum version; the greater one stays, with its cause, and the later minute.
     *
     * @return whether the minimum was raised
     */
    boolean merge(SessionId id, long minimum, int cause, int minute) {
        int stripe = stripe(id);
        SessionSlots slots = stripes.get(stripe);
        int slot = slots.find(id);
        if (slot < 0) {
            if (slots.isFull()) {
                slots = slots.resized();
                stripes.setRelease(stripe, slots);
            }
            slots.add(id, minimum, cause, minute);
            size.increment();
            return minimum > NO_MINIMUM;
        }
        if (slots.isDead(slot)) {
            size.increment();
        }
        return slots.merge(slot, minimum, cause, minute);
    }

    /** How many portions {@link #forget} knows. */
    static int portions() {
        return STRIPES;
    }

    /** Drops the entries of a portion of the table whose minute is before another. */
    void forget(int portion, int firstMinute) {
        SessionSlots slots = stripes.get(portion);
        size.add(-slots.killBefore(firstMinute));
        if (slots.isSparse()) {
            stripes.setRelease(portion, slots.resized());
        }
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < STRIPES; i++) {
            stripes.getAcquire(i).forEach(visitor);
        }
    }

    private static int stripe(SessionId id) {
        return (int) (SessionSlots.hash(id) >>> (Long.SIZE - 8));
    }
}
