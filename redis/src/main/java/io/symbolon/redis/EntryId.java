package io.symbolon.redis;

import java.util.Comparator;

/**
 * The number of an entry of a stream: milliseconds, and a count within them.
 *
 * @param millis the server's time when it was added, or later if the server's clock stepped back
 * @param sequence from 0
 */
record EntryId(long millis, long sequence) implements Comparable<EntryId> {
    private static final Comparator<EntryId> ORDER =
            Comparator.comparingLong(EntryId::millis).thenComparingLong(EntryId::sequence);

    /** @throws IllegalArgumentException if the text is not a number of an entry */
    static EntryId parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1) {
            throw new IllegalArgumentException("not the number of an entry");
        }
        return new EntryId(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    @Override
    public int compareTo(EntryId other) {
        return ORDER.compare(this, other);
    }

    /** As the server writes it. */
    @Override
    public String toString() {
        return millis + "-" + sequence;
    }
}
