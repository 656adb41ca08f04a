package io.symbolon.redis;

import io.symbolon.storage.LogCursor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Where a reader is: in each partition's stream the last entry that it has read. Written as
 * {@code reader.losses entry entry …}.
 *
 * @param log which log object of which process gave it out
 * @param losses how many losses that log knew of then ({@link OwnEntries})
 * @param last by partition; empty where there was not even the mark that begins a log
 */
record LogPosition(String log, long losses, List<Optional<EntryId>> last) {
    private static final String NONE = "-";

    LogPosition {
        last = List.copyOf(last);
    }

    static LogPosition start(String log, long losses, int partitions) {
        return new LogPosition(log, losses, Collections.nCopies(partitions, Optional.empty()));
    }

    /** Reads a cursor; empty if it is not of a log with that many partitions. */
    static Optional<LogPosition> parse(LogCursor cursor, int partitions) {
        String[] parts = cursor.value().split(" ", -1);
        int dot = parts[0].indexOf('.');
        if (parts.length != partitions + 1 || dot < 0) {
            return Optional.empty();
        }
        try {
            List<Optional<EntryId>> last = new ArrayList<>(partitions);
            for (int i = 1; i < parts.length; i++) {
                last.add(parts[i].equals(NONE) ? Optional.empty() : Optional.of(EntryId.parse(parts[i])));
            }
            return Optional.of(
                    new LogPosition(parts[0].substring(0, dot), Long.parseLong(parts[0].substring(dot + 1)), last));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    LogCursor toCursor() {
        StringBuilder text = new StringBuilder().append(log).append('.').append(losses);
        last.forEach(
                entry -> text.append(' ').append(entry.map(EntryId::toCursor).orElse(NONE)));
        return new LogCursor(text.toString());
    }
}
