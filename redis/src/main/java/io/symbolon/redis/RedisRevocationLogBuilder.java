package io.symbolon.redis;

import io.symbolon.SessionStorageException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/** Builds a {@link RedisRevocationLog} for a service that only verifies. Not safe for use by several threads. */
public final class RedisRevocationLogBuilder {
    private final Supplier<RedisLink> link;
    private String keyPrefix = RedisUserSessionStorageBuilder.DEFAULT_KEY_PREFIX;
    private int partitions;
    private Duration commandTimeout = RedisUserSessionStorageBuilder.DEFAULT_COMMAND_TIMEOUT;

    RedisRevocationLogBuilder(Supplier<RedisLink> link, int partitions) {
        this.link = link;
        this.partitions = partitions;
    }

    /**
     * What the names of all keys begin with. The default is {@code symbolon}.
     *
     * @param keyPrefix as the storage of the service that signs has it
     * @return this
     */
    public RedisRevocationLogBuilder keyPrefix(String keyPrefix) {
        this.keyPrefix = Objects.requireNonNull(keyPrefix, "keyPrefix");
        return this;
    }

    /**
     * In how many partitions the storage keeps its keys. The default is 1, in a cluster 16.
     *
     * @param partitions as the storage of the service that signs has it
     * @return this
     */
    public RedisRevocationLogBuilder partitions(int partitions) {
        this.partitions = partitions;
        return this;
    }

    /**
     * How long to wait for an answer of Redis. The default is 2 seconds.
     *
     * @param commandTimeout a positive duration
     * @return this
     */
    public RedisRevocationLogBuilder commandTimeout(Duration commandTimeout) {
        this.commandTimeout = RedisUserSessionStorageBuilder.requirePositive(commandTimeout, "commandTimeout");
        return this;
    }

    /**
     * Connects. Nothing is written, and it does not matter whether something was stored yet.
     *
     * @return the log, to be closed by the caller
     * @throws IllegalArgumentException if a setting is out of its range
     * @throws SessionStorageException if Redis cannot be reached
     */
    public RedisRevocationLog build() {
        RedisKeys keys = new RedisKeys(keyPrefix, partitions);
        RedisLink opened = RedisUserSessionStorageBuilder.open(link);
        return new RedisRevocationLog(
                opened, keys, commandTimeout, new OwnEntries(), RedisUserSessionStorageBuilder.DEFAULT_RETENTION);
    }
}
