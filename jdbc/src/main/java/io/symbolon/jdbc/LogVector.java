package io.symbolon.jdbc;

import io.symbolon.storage.LogCursor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Where a reader stands in each part of the log.
 *
 * @param entries for each part the entry that was read last, or empty for the part's start
 */
record LogVector(List<Optional<Entry>> entries) {
    /** The start of every part. */
    static final LogVector START = new LogVector(Collections.nCopies(LogTable.PARTS, Optional.empty()));

    private static final int RADIX = 36;

    /** An entry of a part: no other one has both numbers. */
    record Entry(long seq, long tag) {}

    LogVector {
        entries = List.copyOf(entries);
    }

    /** Reads what {@link #toCursor()} wrote; empty if it is anything else. */
    static Optional<LogVector> parse(LogCursor cursor) {
        String[] texts = cursor.value().split(",", -1);
        if (texts.length != LogTable.PARTS) {
            return Optional.empty();
        }
        List<Optional<Entry>> entries = new ArrayList<>();
        for (String text : texts) {
            int colon = text.indexOf(':');
            if (text.isEmpty()) {
                entries.add(Optional.empty());
            } else if (colon < 0) {
                return Optional.empty();
            } else {
                try {
                    entries.add(Optional.of(new Entry(
                            Long.parseLong(text.substring(0, colon), RADIX),
                            Long.parseLong(text.substring(colon + 1), RADIX))));
                } catch (NumberFormatException foreign) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new LogVector(entries));
    }

    LogCursor toCursor() {
        StringJoiner text = new StringJoiner(",");
        for (Optional<Entry> entry : entries) {
            text.add(entry.map(it -> Long.toString(it.seq(), RADIX) + ":" + Long.toString(it.tag(), RADIX))
                    .orElse(""));
        }
        return new LogCursor(text.toString());
    }
}
