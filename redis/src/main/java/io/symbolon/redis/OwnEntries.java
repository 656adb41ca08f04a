package io.symbolon.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The entries that this process has logged and no reader of its own has come past yet. A fail-over may lose such an entry
 * while the one that a reader's cursor names is still there: only who logged it can tell. Where one is missing, all
 * readers of this process start again, and so give back what their views have and the log lacks.
 *
 * <p>Thread-safe.
 */
final class OwnEntries {
    /** Bounds the memory where nobody reads. */
    private static final int MOST_PER_PARTITION = 10_000;

    private final Map<Integer, TreeSet<EntryId>> pending = new HashMap<>();
    private long losses;

    synchronized void logged(int partition, List<EntryId> entries) {
        TreeSet<EntryId> known = pending.computeIfAbsent(partition, absent -> new TreeSet<>());
        known.addAll(entries);
        while (known.size() > MOST_PER_PARTITION) {
            known.pollFirst();
        }
    }

    /** What a reader who starts to read now has to find. */
    synchronized List<EntryId> pending(int partition) {
        return new ArrayList<>(pending.getOrDefault(partition, new TreeSet<>()));
    }

    /**
     * Takes note of what a reader has found.
     *
     * @param expected what was {@link #pending} before the read
     * @param after the entry, which is still there, after which was read
     * @param found the entries that were read
     * @param until the last entry that was read; empty for the log's end
     */
    synchronized void read(
            int partition, List<EntryId> expected, EntryId after, Set<EntryId> found, Optional<EntryId> until) {
        for (EntryId entry : expected) {
            boolean passed = until.isEmpty() || !entry.isAfter(until.get());
            if (passed) {
                boolean mine = pending.getOrDefault(partition, new TreeSet<>()).remove(entry);
                if (mine && entry.isAfter(after) && !found.contains(entry)) {
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
