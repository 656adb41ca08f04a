package io.symbolon.redis;

import io.symbolon.SessionStorageException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/** Builds a {@link RedisUserSessionStorage}. Not safe for use by several threads. */
public final class RedisUserSessionStorageBuilder {
    static final String DEFAULT_KEY_PREFIX = "symbolon";
    static final int CLUSTER_PARTITIONS = 16;
    static final Duration DEFAULT_RETENTION = Duration.ofHours(2);
    static final Duration DEFAULT_COMMAND_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration SHORTEST_RETENTION = Duration.ofSeconds(1);

    private final Supplier<RedisLink> link;
    private String keyPrefix = DEFAULT_KEY_PREFIX;
    private int partitions;
    private Duration retention = DEFAULT_RETENTION;
    private Duration commandTimeout = DEFAULT_COMMAND_TIMEOUT;

    RedisUserSessionStorageBuilder(Supplier<RedisLink> link, int partitions) {
        this.link = link;
        this.partitions = partitions;
    }

    /**
     * What the names of all keys begin with. The default is {@code symbolon}.
     *
     * @param keyPrefix a text without braces; storages with different ones know nothing of each other
     * @return this
     */
    public RedisUserSessionStorageBuilder keyPrefix(String keyPrefix) {
        this.keyPrefix = Objects.requireNonNull(keyPrefix, "keyPrefix");
        return this;
    }

    /**
     * In how many partitions the keys are kept, by a hash of the subject. The default is 1, in a cluster 16. The number is
     * fixed by the first node that starts: one that is configured for another number does not start.
     *
     * @param partitions 1 to 256
     * @return this
     */
    public RedisUserSessionStorageBuilder partitions(int partitions) {
        this.partitions = partitions;
        return this;
    }

    /**
     * How long revocations are kept. The default is 2 hours. Access tokens cannot live longer. Where nodes ask for
     * different times the longest is in force, and a shorter one only after it has run out.
     *
     * @param retention at least one second
     * @return this
     */
    public RedisUserSessionStorageBuilder retention(Duration retention) {
        if (retention.compareTo(SHORTEST_RETENTION) < 0) {
            throw new IllegalArgumentException(
                    "retention is " + retention + ": at least " + SHORTEST_RETENTION + " is needed");
        }
        this.retention = retention;
        return this;
    }

    /**
     * How long an operation waits for an answer of Redis. The default is 2 seconds.
     *
     * @param commandTimeout a positive duration
     * @return this
     */
    public RedisUserSessionStorageBuilder commandTimeout(Duration commandTimeout) {
        this.commandTimeout = requirePositive(commandTimeout, "commandTimeout");
        return this;
    }

    /**
     * Connects, and opens the partitions for this node.
     *
     * @return the storage, to be closed by the caller
     * @throws IllegalArgumentException if a setting is out of its range
     * @throws SessionStorageException if Redis cannot be reached, or keeps sessions under this prefix in another number of
     *     partitions
     */
    public RedisUserSessionStorage build() {
        RedisKeys keys = new RedisKeys(keyPrefix, partitions);
        RedisLink opened = open(link);
        try {
            EvictionCheck.warn(opened, commandTimeout);
            return new RedisUserSessionStorage(opened, keys, retention, commandTimeout);
        } catch (RuntimeException failed) {
            opened.close();
            throw failed;
        }
    }

    static Duration requirePositive(Duration duration, String name) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " is " + duration + ": a positive duration is needed");
        }
        return duration;
    }

    static RedisLink open(Supplier<RedisLink> link) {
        try {
            return link.get();
        } catch (io.lettuce.core.RedisException unreachable) {
            throw RedisFaults.translate(unreachable);
        }
    }
}
