package io.symbolon.internal.revocation;

import io.symbolon.SessionId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One stripe of the table: slots of four words in one array, found by linear probing. One writer, any number of readers.
 *
 * <p>A slot's last word is written last and read first: a reader that sees it sees the id and the minimum too. A slot is
 * never emptied, only marked as dead, so that a reader never misses an entry that stands behind it; dead ones are left out
 * when the stripe is copied to another size.
 */
final class SessionSlots {
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int WORDS = 4;
    private static final int MINIMUM = 2;
    private static final int META = 3;
    private static final int SMALLEST = 8;

    /** Meta of a slot in use: the minute, and in the lowest byte the cause, with this bit so that it is never zero. */
    private static final long USED = 0x80;

    private static final long CAUSE = 0x7F;
    private static final int MINUTE_SHIFT = 8;
    private static final long DEAD = (long) Integer.MIN_VALUE << MINUTE_SHIFT | USED;

    private final long[] words;
    private final int mask;
    private int used;
    private int dead;

    private SessionSlots(int capacity) {
        this.words = new long[capacity * WORDS];
        this.mask = capacity - 1;
    }

    static SessionSlots empty() {
        return new SessionSlots(SMALLEST);
    }

    /** Ids of ours are random in their last 64 bits; the others are mixed in for those that are not ours. */
    static long hash(SessionId id) {
        long hash = (id.leastSignificantBits() ^ Long.rotateLeft(id.mostSignificantBits(), 29)) * 0x9E3779B97F4A7C15L;
        hash = (hash ^ hash >>> 32) * 0xBF58476D1CE4E5B9L;
        return hash ^ hash >>> 29;
    }

    /** The slot of an id, or -1; it may be dead. */
    int find(SessionId id) {
        for (int slot = (int) hash(id) & mask; ; slot = slot + 1 & mask) {
            int at = slot * WORDS;
            if ((long) WORD.getAcquire(words, at + META) == 0) {
                return -1;
            }
            if (words[at] == id.mostSignificantBits() && words[at + 1] == id.leastSignificantBits()) {
                return slot;
            }
        }
    }

    long minimum(int slot) {
        return (long) WORD.getAcquire(words, slot * WORDS + MINIMUM);
    }

    int cause(int slot) {
        return (int) (meta(slot) & CAUSE);
    }

    boolean isDead(int slot) {
        return meta(slot) == DEAD;
    }

    /** Whether one more entry has to go into a copy: some slots have to stay empty, to end a search. */
    boolean isFull() {
        return used >= (mask + 1) / 4 * 3;
    }

    /** Whether a copy would be a lot smaller. */
    boolean isSparse() {
        return mask >= SMALLEST && used - dead < (mask + 1) / 8;
    }

    /** Adds an id that is not there. */
    void add(SessionId id, long minimum, int cause, int minute) {
        int slot = (int) hash(id) & mask;
        while (meta(slot) != 0) {
            slot = slot + 1 & mask;
        }
        int at = slot * WORDS;
        words[at] = id.mostSignificantBits();
        words[at + 1] = id.leastSignificantBits();
        words[at + MINIMUM] = minimum;
        WORD.setRelease(words, at + META, meta(cause, minute));
        used++;
    }

    /** Raises a slot's minimum and minute; false if the minimum was not lower. */
    boolean merge(int slot, long minimum, int cause, int minute) {
        int at = slot * WORDS;
        long before = meta(slot);
        if (before == DEAD) {
            dead--;
        }
        boolean raises = minimum > words[at + MINIMUM];
        int latest = Math.max(minute, minute(before));
        // The cause first: who sees the new minimum sees why.
        WORD.setRelease(words, at + META, meta(raises ? cause : (int) (before & CAUSE), latest));
        if (raises) {
            WORD.setRelease(words, at + MINIMUM, minimum);
        }
        return raises;
    }

    /** Marks the entries of earlier minutes as dead, and tells how many. */
    int killBefore(int firstMinute) {
        int killed = 0;
        for (int slot = 0; slot <= mask; slot++) {
            long meta = meta(slot);
            if (meta != 0 && meta != DEAD && minute(meta) < firstMinute) {
                WORD.setRelease(words, slot * WORDS + MINIMUM, SessionTable.NO_MINIMUM);
                WORD.setRelease(words, slot * WORDS + META, DEAD);
                killed++;
            }
        }
        dead += killed;
        return killed;
    }

    /** The live entries in slots of which a half at most is in use. */
    SessionSlots resized() {
        int live = used - dead;
        int capacity = SMALLEST;
        while (capacity < 2 * (live + 1)) {
            capacity *= 2;
        }
        SessionSlots copy = new SessionSlots(capacity);
        forEach(copy::add);
        return copy;
    }

    void forEach(SessionTable.Visitor visitor) {
        for (int slot = 0; slot <= mask; slot++) {
            long meta = meta(slot);
            if (meta != 0 && meta != DEAD) {
                visit(slot, visitor);
            }
        }
    }

    void visit(int slot, SessionTable.Visitor visitor) {
        int at = slot * WORDS;
        long meta = meta(slot);
        visitor.visit(SessionId.of(words[at], words[at + 1]), minimum(slot), (int) (meta & CAUSE), minute(meta));
    }

    private long meta(int slot) {
        return (long) WORD.getAcquire(words, slot * WORDS + META);
    }

    private static long meta(int cause, int minute) {
        return (long) minute << MINUTE_SHIFT | USED | cause;
    }

    private static int minute(long meta) {
        return (int) (meta >> MINUTE_SHIFT);
    }
}
