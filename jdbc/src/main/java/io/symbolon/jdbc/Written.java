package io.symbolon.jdbc;

import io.symbolon.storage.Revocation;
import io.symbolon.storage.StorageResult;
import java.time.Instant;
import java.util.List;

/**
 * What a transaction gives.
 *
 * @param <R> the kind of answer
 * @param answer for the caller
 * @param entries of the log, which it wrote or found there
 */
record Written<R>(R answer, List<LogEntry> entries) {
    Written {
        entries = List.copyOf(entries);
    }

    /** The answer of an operation, with what these entries say. */
    static <T> Written<StorageResult<T>> of(T value, Instant now, List<LogEntry> entries) {
        return new Written<>(new StorageResult<>(value, now, revocations(entries)), entries);
    }

    static List<Revocation> revocations(List<LogEntry> entries) {
        return entries.stream().map(LogEntry::revocation).toList();
    }
}
