package io.symbolon.internal.flow;

import io.symbolon.SessionId;
import io.symbolon.SessionPartitions;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * For each partition the highest version or storage time, in milliseconds, that this node has seen of it: one number, by
 * which a revocation of a whole subject, or of everything, reaches sessions that the storage lost. Thread-safe.
 */
final class SeenVersions {
    private final AtomicLongArray highest = new AtomicLongArray(1 << Byte.SIZE);

    void saw(int partition, long version, Instant now) {
        saw(partition, Math.max(version, now.toEpochMilli()));
    }

    void saw(int partition, Instant now) {
        saw(partition, now.toEpochMilli());
    }

    /** A version that is above all that was seen of a subject's partition. */
    long above(String subject) {
        return highest.get(SessionId.partitionOf(subject)) + 1;
    }

    /** A version that is above all that was seen of some partitions. */
    long above(SessionPartitions partitions) {
        return IntStream.of(partitions.toArray()).mapToLong(highest::get).max().orElse(0) + 1;
    }

    private void saw(int partition, long version) {
        // Most of the time there is nothing to write.
        if (highest.get(partition) < version) {
            highest.accumulateAndGet(partition, version, Math::max);
        }
    }
}
