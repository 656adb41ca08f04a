package io.symbolon.jdbc;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The entries of the log that this storage has answered with and no reader of its own has come past yet. A fail-over may
 * lose such an entry while the one that a reader's cursor names is still there: only this storage can tell. Where one is
 * missing, all its readers start again, and so give back what their views have and the log lacks.
 *
 * <p>Thread-safe.
 */
final class OwnEntries {
    /** Bounds the memory where nobody reads. */
    private static final int MOST_PER_PARTITION = 10_000;

    private static final Comparator<LogPosition.Entry> BY_PLACE =
            Comparator.comparingLong(LogPosition.Entry::seq).thenComparingLong(LogPosition.Entry::id);

    private final Map<Integer, TreeSet<LogPosition.Entry>> pending = new HashMap<>();
    private long losses;

    /** The entries have been committed. */
    synchronized void answered(Collection<LogEntry> entries) {
        for (LogEntry entry : entries) {
            TreeSet<LogPosition.Entry> known =
                    pending.computeIfAbsent(entry.partition(), absent -> new TreeSet<>(BY_PLACE));
            known.add(entry.place());
            if (known.size() > MOST_PER_PARTITION) {
                known.pollFirst();
            }
        }
    }

    /** What a reader who starts to read now has to find, by partition. */
    synchronized Map<Integer, List<LogPosition.Entry>> pending() {
        Map<Integer, List<LogPosition.Entry>> copy = new HashMap<>();
        pending.forEach((partition, entries) -> {
            if (!entries.isEmpty()) {
                copy.put(partition, List.copyOf(entries));
            }
        });
        return copy;
    }

    /**
     * Takes note of what a reader has found.
     *
     * @param expected what was {@link #pending} of the partition before the read
     * @param after the number after which was read
     * @param found what was read
     * @param until the last number up to which was read; empty for the log's end
     */
    synchronized void read(
            int partition,
            List<LogPosition.Entry> expected,
            long after,
            Set<LogPosition.Entry> found,
            OptionalLong until) {
        for (LogPosition.Entry entry : expected) {
            boolean isPassed = until.isEmpty() || entry.seq() <= until.getAsLong();
            if (isPassed) {
                boolean isMine =
                        pending.getOrDefault(partition, new TreeSet<>(BY_PLACE)).remove(entry);
                if (isMine && entry.seq() > after && !found.contains(entry)) {
                    losses++;
                }
            }
        }
    }

    /** How often an entry was missing. */
    synchronized long losses() {
        return losses;
    }
}
