package io.symbolon.redis;

import io.symbolon.storage.LogRetention;
import java.time.Duration;
import java.util.Objects;

/**
 * What the builders of a storage and of a log are told.
 *
 * @param keyPrefix what the names of all keys begin with
 * @param partitions in how many partitions the keys are kept
 * @param commandTimeout how long to wait for an answer
 * @param mostWaiting how many calls may wait for an answer at a time
 * @param retention how long revocations are kept, and how far apart clocks may be
 */
record RedisSettings(
        String keyPrefix, int partitions, Duration commandTimeout, int mostWaiting, LogRetention retention) {
    private static final int MOST_WAITING = 5_000;
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final String KEY_PREFIX = "symbolon";
    private static final int CLUSTER_PARTITIONS = 16;

    RedisSettings {
        Objects.requireNonNull(keyPrefix, "keyPrefix");
        Objects.requireNonNull(retention, "retention");
        if (commandTimeout.isZero() || commandTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "commandTimeout is " + commandTimeout + ": a positive duration is needed");
        }
        if (mostWaiting < 1) {
            throw new IllegalArgumentException("mostWaitingCalls is " + mostWaiting + ": at least 1 is needed");
        }
    }

    static RedisSettings ofServer() {
        return new RedisSettings(KEY_PREFIX, 1, COMMAND_TIMEOUT, MOST_WAITING, LogRetention.DEFAULT);
    }

    static RedisSettings ofCluster() {
        return ofServer().withPartitions(CLUSTER_PARTITIONS);
    }

    RedisSettings withKeyPrefix(String other) {
        return new RedisSettings(other, partitions, commandTimeout, mostWaiting, retention);
    }

    RedisSettings withPartitions(int other) {
        return new RedisSettings(keyPrefix, other, commandTimeout, mostWaiting, retention);
    }

    RedisSettings withCommandTimeout(Duration other) {
        return new RedisSettings(keyPrefix, partitions, other, mostWaiting, retention);
    }

    RedisSettings withMostWaiting(int other) {
        return new RedisSettings(keyPrefix, partitions, commandTimeout, other, retention);
    }

    RedisSettings withRetention(LogRetention other) {
        return new RedisSettings(keyPrefix, partitions, commandTimeout, mostWaiting, other);
    }

    /** How long to wait for a connection: no shorter than for an answer. */
    Duration connectTimeout() {
        return commandTimeout.compareTo(CONNECT_TIMEOUT) > 0 ? commandTimeout : CONNECT_TIMEOUT;
    }

    /** @throws IllegalArgumentException if the prefix or the number of partitions is out of its range */
    RedisKeys keys() {
        return new RedisKeys(keyPrefix, partitions);
    }
}
