package io.symbolon.storage;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The answer to an operation.
 *
 * @param <T> the kind of answer
 * @param value the answer
 * @param now the storage's time of the operation
 * @param revocations what the operation logged, or found logged already for what it was asked to end
 */
public record StorageResult<T>(T value, Instant now, List<Revocation> revocations) {
    /** Copies the list. */
    public StorageResult {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(now, "now");
        revocations = List.copyOf(revocations);
    }

    /**
     * The result of an operation that logs nothing.
     *
     * @param <T> the kind of answer
     * @param value the answer
     * @param now the storage's time of the operation
     * @return the result
     */
    public static <T> StorageResult<T> of(T value, Instant now) {
        return new StorageResult<>(value, now, List.of());
    }
}
