package io.symbolon.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps sessions in Redis 6.2 and later, Redis Cluster, Sentinel or Valkey. Each operation is one script, so one round
 * trip, and by the server's clock.
 *
 * <pre>{@code
 * RedisUserSessionStorage storage = RedisUserSessionStorage.builder("redis://redis.internal:6379").build();
 * }</pre>
 *
 * <p>Thread-safe. It opens one connection for its operations, and one for each manager that waits for revocations; in a
 * cluster, one of the latter for each partition.
 */
public final class RedisUserSessionStorage implements UserSessionStorage {
    private static final SessionId ANY = SessionId.of(0, 0);

    private final RedisKeys keys;
    private final SessionScripts sessions;
    private final RestoreScripts restoring;
    private final GarbageSweep sweep;
    private final RedisRevocationLog log;
    private volatile boolean closed;

    private RedisUserSessionStorage(RedisLink link, RedisSettings settings) {
        this.keys = settings.keys();
        OwnEntries own = new OwnEntries();
        RedisScripts scripts =
                new RedisScripts(link, settings.commandTimeout(), new WaitingCalls(settings.mostWaiting()));
        OpenPartitions partitions =
                new OpenPartitions(scripts, keys, settings.retention().retention(), own);
        this.sweep = new GarbageSweep(partitions);
        this.sessions = new SessionScripts(keys, partitions, sweep);
        this.restoring = new RestoreScripts(keys, partitions, sweep);
        this.log = new RedisRevocationLog(link, settings, own, partitions::open);
        for (int partition = 0; partition < keys.partitions(); partition++) {
            sweep.request(partition);
        }
    }

    /**
     * A storage on one server, or on what Sentinel names as primary.
     *
     * @param client goes on belonging to the caller
     * @return a builder
     */
    public static Builder builder(RedisClient client) {
        Objects.requireNonNull(client, "client");
        return new Builder(timeout -> StandaloneLink.by(client, timeout), RedisSettings.ofServer());
    }

    /**
     * A storage on a cluster.
     *
     * @param client goes on belonging to the caller
     * @return a builder
     */
    public static Builder builder(RedisClusterClient client) {
        Objects.requireNonNull(client, "client");
        return new Builder(timeout -> new ClusterLink(client, timeout), RedisSettings.ofCluster());
    }

    /**
     * A storage on one server, or on what Sentinel names as primary, with a client of its own.
     *
     * @param uri such as {@code redis://user:password@host:6379} or {@code redis-sentinel://host:26379#name}; as Lettuce
     *     reads it
     * @return a builder
     */
    public static Builder builder(String uri) {
        Objects.requireNonNull(uri, "uri");
        return new Builder(timeout -> StandaloneLink.open(uri, timeout), RedisSettings.ofServer());
    }

    @Override
    public InsertResult insert(SessionInsert insert) {
        return whileOpen(() -> sessions.insert(insert));
    }

    @Override
    public StorageResult<Optional<StoredSession>> find(SessionId id) {
        return whileOpen(() -> sessions.find(id));
    }

    @Override
    public StorageResult<List<StoredSession>> findAll(String subject) {
        return whileOpen(() -> sessions.findAll(subject));
    }

    @Override
    public StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after) {
        return whileOpen(() -> sessions.findPage(subject, limit, after));
    }

    @Override
    public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        return whileOpen(() -> sessions.update(update));
    }

    @Override
    public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
        return whileOpen(() -> sessions.end(id, cause));
    }

    @Override
    public StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast) {
        return whileOpen(() -> sessions.endAll(subject, cause, atLeast));
    }

    @Override
    public int partitions() {
        return keys.partitions();
    }

    @Override
    public StorageResult<Long> endEverything(int partition, RevocationCause cause, long atLeast) {
        return whileOpen(() -> sessions.endEverything(partition, cause, atLeast));
    }

    @Override
    public StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause) {
        return whileOpen(() -> sessions.endOthers(keep, cause));
    }

    @Override
    public StorageResult<Boolean> outdate(SessionId id) {
        return whileOpen(() -> sessions.outdate(id));
    }

    @Override
    public StorageResult<Integer> outdateAll(String subject) {
        return whileOpen(() -> sessions.outdateAll(subject));
    }

    @Override
    public StorageResult<Integer> restore(List<Revocation> revocations) {
        return whileOpen(() -> restoring.restore(revocations, sessions.find(ANY).now()));
    }

    @Override
    public RevocationLog revocationLog() {
        return log;
    }

    /** Closes the connections that this storage has opened, and the client, if it was built from a URI. */
    @Override
    public void close() {
        closed = true;
        sweep.close();
        log.close();
    }

    private <T> T whileOpen(Supplier<T> call) {
        if (closed) {
            throw RedisFaults.closed();
        }
        try {
            return call.get();
        } catch (SessionStorageException failed) {
            if (closed) {
                throw RedisFaults.closed();
            }
            throw failed;
        }
    }

    /** Builds a {@link RedisUserSessionStorage}. Not thread-safe. */
    public static final class Builder {
        private final Function<Duration, RedisLink> link;
        private RedisSettings settings;

        private Builder(Function<Duration, RedisLink> link, RedisSettings settings) {
            this.link = link;
            this.settings = settings;
        }

        /**
         * What the names of all keys begin with. The default is {@code symbolon}.
         *
         * @param keyPrefix a text without braces; storages with different ones know nothing of each other
         * @return this
         */
        public Builder keyPrefix(String keyPrefix) {
            settings = settings.withKeyPrefix(keyPrefix);
            return this;
        }

        /**
         * In how many partitions the keys are kept, by a hash of the subject. The default is 1, in a cluster 16. The
         * number is fixed by the first node that starts: one that is configured for another number does not start.
         *
         * @param partitions 1 to 256
         * @return this
         */
        public Builder partitions(int partitions) {
            settings = settings.withPartitions(partitions);
            return this;
        }

        /**
         * How long revocations are kept. The default is 2 hours. Access tokens cannot live longer. Where nodes ask for
         * different times the longest is in force, and a shorter one only after it has run out.
         *
         * @param retention at least one second
         * @return this
         * @throws IllegalArgumentException if it is shorter
         */
        public Builder retention(Duration retention) {
            settings = settings.withRetention(settings.retention().withRetention(retention));
            return this;
        }

        /**
         * How far clocks may be apart: a node's from the server's, and in a cluster the servers' from each other. The
         * default is 5 minutes.
         *
         * @param clockMargin a positive duration
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder clockMargin(Duration clockMargin) {
            settings = settings.withRetention(settings.retention().withClockMargin(clockMargin));
            return this;
        }

        /**
         * How long an operation waits for an answer of Redis. The default is 2 seconds.
         *
         * @param commandTimeout a positive duration
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder commandTimeout(Duration commandTimeout) {
            settings = settings.withCommandTimeout(commandTimeout);
            return this;
        }

        /**
         * How many calls of this node may wait for an answer of Redis at a time. Further ones fail at once, with a
         * {@link SessionStorageException} that says so and that a retry is safe: when a server does not keep up, a longer
         * queue only makes every call late. The default is 5,000.
         *
         * @param mostWaitingCalls at least 1
         * @return this
         * @throws IllegalArgumentException if it is less
         */
        public Builder mostWaitingCalls(int mostWaitingCalls) {
            settings = settings.withMostWaiting(mostWaitingCalls);
            return this;
        }

        /**
         * Connects, and opens the partitions for this node.
         *
         * @return the storage, to be closed by the caller
         * @throws IllegalArgumentException if a setting is out of its range
         * @throws SessionStorageException if Redis cannot be reached, or keeps sessions under this prefix in another
         *     number of partitions
         */
        public RedisUserSessionStorage build() {
            settings.keys();
            RedisLink opened = RedisFaults.translated(() -> link.apply(settings.connectTimeout()));
            try {
                EvictionCheck.warn(opened, settings.commandTimeout());
                return new RedisUserSessionStorage(opened, settings);
            } catch (RuntimeException failed) {
                opened.close();
                throw failed;
            }
        }
    }
}
