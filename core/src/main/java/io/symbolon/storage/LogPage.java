package io.symbolon.storage;

import java.time.Duration;
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
 * @param contactAge how long before this read began the storage was asked: zero for a log that asks it for each reader;
 *     more where another node passes on what it has read. {@code now} is as old at most
 */
public record LogPage(
        List<Revocation> revocations,
        LogCursor next,
        Instant now,
        boolean restarted,
        boolean atEnd,
        Duration contactAge) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the age is negative
     */
    public LogPage {
        revocations = List.copyOf(revocations);
        Objects.requireNonNull(next, "next");
        Objects.requireNonNull(now, "now");
        if (contactAge.isNegative()) {
            throw new IllegalArgumentException("contactAge is " + contactAge + ": it cannot be negative");
        }
    }

    /**
     * A page of a log that has asked the storage for this reader.
     *
     * @param revocations in the log's order
     * @param next where to read on
     * @param now the storage's time of this answer
     * @param restarted whether these revocations are from the log's start, as the cursor could not be found
     * @param atEnd whether there was nothing more to read
     */
    public LogPage(List<Revocation> revocations, LogCursor next, Instant now, boolean restarted, boolean atEnd) {
        this(revocations, next, now, restarted, atEnd, Duration.ZERO);
    }
}
