package io.symbolon.storage;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The answer to one read of a revocation log.
 *
 * @param revocations in the log's order
 * @param next where to read on
 * @param now the storage's time of this answer
 * @param restarted true if the log does not have the entry that the cursor named (it was trimmed, emptied, or the storage
 *     failed over), so that these revocations are from the log's start
 * @param atEnd true if there was nothing more to read when this answer was made
 */
public record LogPage(List<Revocation> revocations, LogCursor next, Instant now, boolean restarted, boolean atEnd) {
    /** Copies the list. */
    public LogPage {
        revocations = List.copyOf(revocations);
        Objects.requireNonNull(next, "next");
        Objects.requireNonNull(now, "now");
    }
}
