package io.symbolon.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.LogRetention;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * The revocation log of a {@link RedisUserSessionStorage}: one stream for each partition, read with blocking reads. A
 * service that only verifies access tokens builds one by itself; it needs no right to write:
 *
 * <pre>{@code
 * RedisRevocationLog log = RedisRevocationLog.builder("redis://reader:secret@redis.internal:6379").build();
 * }</pre>
 *
 * <p>Thread-safe. Each thread that waits has connections of its own meanwhile: one, or in a cluster one
 * for each partition.
 */
public final class RedisRevocationLog implements RevocationLog, AutoCloseable {
    /** A server that was emptied wakes nobody: it is looked at that often. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(2);

    private final String name = UUID.randomUUID().toString().substring(0, 8);
    private final RedisLink link;
    private final RedisKeys keys;
    private final OwnEntries own;
    private final LogReader reader;
    private final LogRetention ownRetention;
    private final IntConsumer whenUnopened;
    private final Deque<LogWaiter> idleWaiters = new ConcurrentLinkedDeque<>();
    private volatile Duration retention;
    private volatile boolean closed;

    /** @param whenUnopened told of a partition in which no storage was opened, or whose server was emptied since */
    RedisRevocationLog(RedisLink link, RedisSettings settings, OwnEntries own, IntConsumer whenUnopened) {
        this.link = link;
        this.keys = settings.keys();
        this.own = own;
        this.reader = new LogReader(link, settings, own);
        this.ownRetention = settings.retention();
        this.whenUnopened = whenUnopened;
        this.retention = ownRetention.retention();
    }

    /**
     * A log on a server, or on what Sentinel names as primary.
     *
     * @param client goes on belonging to the caller
     * @return a builder
     */
    public static Builder builder(RedisClient client) {
        Objects.requireNonNull(client, "client");
        return new Builder(timeout -> StandaloneLink.by(client, timeout), RedisSettings.ofServer());
    }

    /**
     * A log on a cluster.
     *
     * @param client goes on belonging to the caller
     * @return a builder
     */
    public static Builder builder(RedisClusterClient client) {
        Objects.requireNonNull(client, "client");
        return new Builder(timeout -> new ClusterLink(client, timeout), RedisSettings.ofCluster());
    }

    /**
     * A log on a server, or on what Sentinel names as primary.
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
    public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
        try {
            return readWhileOpen(after, maxWait);
        } catch (SessionStorageException failed) {
            requireOpen();
            throw failed;
        }
    }

    /**
     * How long a revocation is kept: the longest time that a node with this key prefix has asked for and that is still in
     * force.
     */
    @Override
    public Duration retention() {
        return retention;
    }

    @Override
    public Duration clockMargin() {
        return ownRetention.clockMargin();
    }

    /** Closes the connections that this log has opened. Can be called twice. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        closeIdleWaiters();
        link.close();
    }

    private void closeIdleWaiters() {
        for (LogWaiter waiter = idleWaiters.poll(); waiter != null; waiter = idleWaiters.poll()) {
            waiter.close();
        }
    }

    private LogPage readWhileOpen(LogCursor after, Duration maxWait) throws InterruptedException {
        requireOpen();
        long deadline = System.nanoTime() + maxWait.toNanos();
        LogPage page = page(after);
        for (long left = maxWait.toNanos(); left > 0 && isQuiet(page); left = deadline - System.nanoTime()) {
            await(page.next(), Duration.ofNanos(Math.min(left, LONGEST_SLEEP.toNanos())));
            requireOpen();
            page = page(page.next());
        }
        return page;
    }

    private void requireOpen() {
        if (closed) {
            throw RedisFaults.closed();
        }
    }

    private LogPage page(LogCursor after) throws InterruptedException {
        long losses = own.losses();
        Optional<LogPosition> named = after.equals(LogCursor.START)
                ? Optional.of(LogPosition.start(name, losses, keys.partitions()))
                : LogPosition.parse(after, keys.partitions());
        if (named.isPresent() && !missesOwnEntries(named.get())) {
            LogReader.Reading reading = reader.read(named.get().last());
            // Reading may have found an own entry missing.
            if (reading.vouched() && own.losses() == losses) {
                return page(reading, losses, false);
            }
        }
        LogPosition start = LogPosition.start(name, own.losses(), keys.partitions());
        return page(reader.read(start.last()), start.losses(), true);
    }

    private LogPage page(LogReader.Reading reading, long losses, boolean restarted) {
        reading.unopened().forEach(whenUnopened::accept);
        Duration asked = ownRetention.retention();
        retention = reading.retention()
                .filter(inForce -> inForce.compareTo(asked) > 0)
                .orElse(asked);
        LogPosition next = new LogPosition(name, losses, reading.last());
        return new LogPage(reading.revocations(), next.toCursor(), reading.now(), restarted, reading.atEnd());
    }

    private boolean missesOwnEntries(LogPosition position) {
        return position.log().equals(name) && position.losses() < own.losses();
    }

    private static boolean isQuiet(LogPage page) {
        return page.revocations().isEmpty() && page.atEnd() && !page.restarted();
    }

    private void await(LogCursor end, Duration maxWait) throws InterruptedException {
        LogPosition position = LogPosition.parse(end, keys.partitions()).orElseThrow();
        LogWaiter waiter = waiter();
        try {
            waiter.await(position.last(), maxWait);
        } catch (SessionStorageException failed) {
            // Its connections may be of no use any more.
            waiter.close();
            link.failed();
            throw failed;
        } catch (InterruptedException interrupted) {
            release(waiter);
            throw interrupted;
        }
        release(waiter);
    }

    private LogWaiter waiter() throws InterruptedException {
        for (LogWaiter idle = idleWaiters.pollFirst(); idle != null; idle = idleWaiters.pollFirst()) {
            if (!idle.isLeft()) {
                return idle;
            }
            idle.close();
        }
        return new LogWaiter(link, keys);
    }

    private void release(LogWaiter waiter) {
        idleWaiters.offerFirst(waiter);
        if (closed) {
            closeIdleWaiters();
        }
    }

    /** Builds a {@link RedisRevocationLog} for a service that only verifies. Not thread-safe. */
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
         * @param keyPrefix as the storage of the service that signs has it
         * @return this
         */
        public Builder keyPrefix(String keyPrefix) {
            settings = settings.withKeyPrefix(keyPrefix);
            return this;
        }

        /**
         * In how many partitions the storage keeps its keys. The default is 1, in a cluster 16.
         *
         * @param partitions as the storage of the service that signs has it
         * @return this
         */
        public Builder partitions(int partitions) {
            settings = settings.withPartitions(partitions);
            return this;
        }

        /**
         * How far clocks may be apart: this node's from the server's, and in a cluster the servers' from each other. The
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
         * How long to wait for an answer of Redis. The default is 2 seconds.
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
         * Connects, and looks whether there is a log. Nothing is written.
         *
         * @return the log, to be closed by the caller
         * @throws IllegalArgumentException if a setting is out of its range
         * @throws SessionStorageException if Redis cannot be reached, or no storage was ever opened there with this prefix
         *     and number of partitions: a log that nobody writes would let ended sessions pass
         */
        public RedisRevocationLog build() {
            RedisKeys keys = settings.keys();
            RedisLink opened = RedisFaults.translated(() -> link.apply(settings.connectTimeout()));
            try {
                RedisRevocationLog log = new RedisRevocationLog(opened, settings, new OwnEntries(), partition -> {
                    throw ServerFacts.neverOpened(keys);
                });
                log.read(LogCursor.START, Duration.ZERO);
                return log;
            } catch (RuntimeException failed) {
                opened.close();
                throw failed;
            } catch (InterruptedException interrupted) {
                opened.close();
                throw RedisFaults.interrupted(interrupted);
            }
        }
    }
}
