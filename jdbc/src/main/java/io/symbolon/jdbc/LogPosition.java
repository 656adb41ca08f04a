package io.symbolon.jdbc;

import io.symbolon.storage.LogCursor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Where a reader stands in each partition of the log. Written as {@code reader.losses,entry,entry…}.
 *
 * @param reader the log object that gave the position out
 * @param losses how many losses that object knew of then ({@link OwnEntries})
 * @param last for each partition the entry that was read last, or empty for the partition's start
 */
record LogPosition(String reader, long losses, List<Optional<Entry>> last) {
    private static final int RADIX = 36;

    /** An entry of a partition: no other one has both numbers. */
    record Entry(long seq, long id) {}

    LogPosition {
        last = List.copyOf(last);
    }

    /** The start of every partition. */
    static LogPosition start(String reader, long losses) {
        return new LogPosition(reader, losses, Collections.nCopies(LogTable.PARTITIONS, Optional.empty()));
    }

    /** Reads what {@link #toCursor()} wrote; empty if it is anything else. */
    static Optional<LogPosition> parse(LogCursor cursor) {
        String[] texts = cursor.value().split(",", -1);
        int dot = texts[0].indexOf('.');
        if (texts.length != LogTable.PARTITIONS + 1 || dot < 0) {
            return Optional.empty();
        }
        try {
            List<Optional<Entry>> last = new ArrayList<>();
            for (int i = 1; i < texts.length; i++) {
                last.add(entry(texts[i]));
            }
            String reader = texts[0].substring(0, dot);
            return Optional.of(new LogPosition(reader, Long.parseLong(texts[0].substring(dot + 1)), last));
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
    }

    LogCursor toCursor() {
        StringBuilder text = new StringBuilder().append(reader).append('.').append(losses);
        for (Optional<Entry> entry : last) {
            text.append(',');
            entry.ifPresent(it ->
                    text.append(Long.toString(it.seq(), RADIX)).append(':').append(Long.toString(it.id(), RADIX)));
        }
        return new LogCursor(text.toString());
    }

    private static Optional<Entry> entry(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new NumberFormatException("an entry is two numbers");
        }
        return Optional.of(new Entry(
                Long.parseLong(text.substring(0, colon), RADIX), Long.parseLong(text.substring(colon + 1), RADIX)));
    }
}
