package io.symbolon.redis;

import io.symbolon.SessionId;
import io.symbolon.SessionPartitions;
import java.nio.charset.StandardCharsets;

/** The names of all keys. Those of a partition carry its number as hash tag, so that a cluster keeps them together. */
final class RedisKeys {
    private final String prefix;
    private final int partitions;

    /**
     * @param prefix what all keys begin with
     * @param partitions 1 to 256
     * @throws IllegalArgumentException if the prefix is blank or holds a brace, or the number is out of its range
     */
    RedisKeys(String prefix, int partitions) {
        if (prefix.isBlank() || prefix.indexOf('{') >= 0 || prefix.indexOf('}') >= 0) {
            throw new IllegalArgumentException(
                    "keyPrefix is blank or holds a brace: braces mark the part that a cluster hashes");
        }
        if (partitions < 1 || partitions > 256) {
            throw new IllegalArgumentException("partitions is " + partitions + ": 1 to 256 are possible");
        }
        this.prefix = prefix;
        this.partitions = partitions;
    }

    String prefix() {
        return prefix;
    }

    int partitions() {
        return partitions;
    }

    int partitionOf(SessionId id) {
        return id.partition() % partitions;
    }

    int partitionOf(String subject) {
        return partitions == 1 ? 0 : SessionId.partitionOf(subject) % partitions;
    }

    /** The session partitions that a partition of these is. */
    SessionPartitions covered(int partition) {
        return SessionPartitions.of(partition, partitions);
    }

    byte[] meta(int partition) {
        return key(partition, "meta");
    }

    byte[] log(int partition) {
        return key(partition, "log");
    }

    /**
     * A key that never exists. Every script names it, so that a cluster refuses the script as a whole (TRYAGAIN) while it
     * moves the partition's slot to another node: it would abort one that comes upon a key that has moved.
     */
    byte[] guard(int partition) {
        return key(partition, "none");
    }

    byte[] session(SessionId id) {
        return key(partitionOf(id), "s:" + id);
    }

    byte[] sessionsOf(String subject) {
        return key(partitionOf(subject), "u:" + subject);
    }

    private byte[] key(int partition, String name) {
        return (prefix + ":{" + partition + "}:" + name).getBytes(StandardCharsets.UTF_8);
    }
}
