package io.symbolon.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The revocation log of a {@link RedisUserSessionStorage}: one stream for each partition, read with blocking reads. A
 * service that only verifies access tokens builds one by itself; it needs no right to write:
 *
 * <pre>{@code
 * RedisRevocationLog log = RedisRevocationLog.builder("redis://reader:secret@redis.internal:6379").build();
 * }</pre>
 *
 * <p>Safe for use by many threads. Each thread that waits has connections of its own meanwhile: one, or in a cluster one
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
    private final Duration ownRetention;
    private final Deque<LogWaiter> idleWaiters = new ConcurrentLinkedDeque<>();
    private volatile Duration retention;
    private volatile boolean closed;

    RedisRevocationLog(RedisLink link, RedisKeys keys, Duration commandTimeout, OwnEntries own, Duration ownRetention) {
        this.link = link;
        this.keys = keys;
        this.own = own;
        this.reader = new LogReader(link, keys, commandTimeout, own);
        this.ownRetention = ownRetention;
        this.retention = ownRetention;
    }

    /**
     * A log on a server, or on what Sentinel names as primary.
     *
     * @param client goes on belonging to the caller
     * @return a builder
     */
    public static RedisRevocationLogBuilder builder(RedisClient client) {
        Objects.requireNonNull(client, "client");
        return new RedisRevocationLogBuilder(() -> new StandaloneLink(client, false), 1);
    }

    /**
     * A log on a cluster.
     *
     * @param client goes on belonging to the caller
     * @return a builder
     */
    public static RedisRevocationLogBuilder builder(RedisClusterClient client) {
        Objects.requireNonNull(client, "client");
        return new RedisRevocationLogBuilder(
                () -> new ClusterLink(client), RedisUserSessionStorageBuilder.CLUSTER_PARTITIONS);
    }

    /**
     * A log on a server, or on what Sentinel names as primary.
     *
     * @param uri such as {@code redis://user:password@host:6379} or {@code redis-sentinel://host:26379#name}; as Lettuce
     *     reads it
     * @return a builder
     */
    public static RedisRevocationLogBuilder builder(String uri) {
        Objects.requireNonNull(uri, "uri");
        return new RedisRevocationLogBuilder(() -> StandaloneLink.open(uri), 1);
    }

    @Override
    public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
        if (closed) {
            throw RedisFaults.closed();
        }
        long deadline = System.nanoTime() + maxWait.toNanos();
        LogPage page = page(after);
        for (long left = maxWait.toNanos(); left > 0 && isQuiet(page); left = deadline - System.nanoTime()) {
            await(page.next(), Duration.ofNanos(Math.min(left, LONGEST_SLEEP.toNanos())));
            page = page(page.next());
        }
        return page;
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
        return ServerFacts.CLOCK_MARGIN;
    }

    /** Closes the connections that this log has opened. Can be called twice. */
    @Override
    public void close() {
        closed = true;
        for (LogWaiter waiter = idleWaiters.poll(); waiter != null; waiter = idleWaiters.poll()) {
            waiter.close();
        }
        link.close();
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
        Duration inForce = reading.retention().orElse(ownRetention);
        retention = inForce.compareTo(ownRetention) > 0 ? inForce : ownRetention;
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
        LogWaiter idle = idleWaiters.pollFirst();
        LogWaiter waiter = idle == null ? new LogWaiter(link, keys) : idle;
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

    private void release(LogWaiter waiter) {
        idleWaiters.offerFirst(waiter);
        if (closed) {
            close();
        }
    }
}
