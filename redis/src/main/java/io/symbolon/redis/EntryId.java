package io.symbolon.redis;

import java.time.Instant;
import java.util.Comparator;

/**
 * An entry of a stream: its number, which is milliseconds and a count within them, and the hash that tells it from another
 * entry under the same number. After a fail-over there may be one: the hash is of the entry and all before it.
 *
 * @param millis the server's time when it was added, or later if the server's clock stepped back
 * @param sequence from 0
 * @param hash as the entry has it; empty if it has none
 */
record EntryId(long millis, long sequence, String hash) implements Comparable<EntryId> {
    private static final Comparator<EntryId> BY_NUMBER =
            Comparator.comparingLong(EntryId::millis).thenComparingLong(EntryId::sequence);
    private static final Comparator<EntryId> ORDER = BY_NUMBER.thenComparing(EntryId::hash);

    private static final char HASH = ':';

    /**
     * An entry as the server names it.
     *
     * @throws IllegalArgumentException if the text is not the number of an entry
     */
    static EntryId of(String number, String hash) {
        int dash = number.indexOf('-');
        if (dash < 1) {
            throw new IllegalArgumentException("not the number of an entry");
        }
        return new EntryId(Long.parseLong(number.substring(0, dash)), Long.parseLong(number.substring(dash + 1)), hash);
    }

    /**
     * An entry as {@link #toCursor()} writes it.
     *
     * @throws IllegalArgumentException if it is not written so
     */
    static EntryId parse(String text) {
        int colon = text.indexOf(HASH);
        if (colon < 0) {
            throw new IllegalArgumentException("not an entry with its hash");
        }
        return of(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Whether this entry's number is above another's. */
    boolean isAfter(EntryId other) {
        return BY_NUMBER.compare(this, other) > 0;
    }

    Instant time() {
        return Instant.ofEpochMilli(millis);
    }

    String toCursor() {
        return toString() + HASH + hash;
    }

    @Override
    public int compareTo(EntryId other) {
        return ORDER.compare(this, other);
    }

    /** The number, as the server writes it. */
    @Override
    public String toString() {
        return millis + "-" + sequence;
    }
}
