package io.symbolon.redis;

import static io.symbolon.redis.OpenPartitions.bytes;

import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keeps sessions in Redis 6.2 and later, Redis Cluster, Sentinel or Valkey. Each operation is one script, so one round
 * trip, and by the server's clock.
 *
 * <pre>{@code
 * RedisUserSessionStorage storage = RedisUserSessionStorage.builder("redis://redis.internal:6379").build();
 * }</pre>
 *
 * <p>Safe for use by many threads. It opens one connection for its operations, and one for each manager that waits for
 * revocations; in a cluster, one of the latter for each partition.
 */
public final class RedisUserSessionStorage implements UserSessionStorage {
    private static final int RESTORED_AT_ONCE = 256;

    private final RedisKeys keys;
    private final OpenPartitions partitions;
    private final GarbageSweep sweep;
    private final RedisRevocationLog log;
    private volatile boolean closed;

    RedisUserSessionStorage(RedisLink link, RedisKeys keys, Duration retention, Duration commandTimeout) {
        this.keys = keys;
        OwnEntries own = new OwnEntries();
        this.partitions = new OpenPartitions(new RedisScripts(link, commandTimeout), keys, retention, own);
        this.log = new RedisRevocationLog(link, keys, commandTimeout, own, retention);
        this.sweep = new GarbageSweep(partitions);
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
    public static RedisUserSessionStorageBuilder builder(RedisClient client) {
        Objects.requireNonNull(client, "client");
        return new RedisUserSessionStorageBuilder(() -> new StandaloneLink(client, false), 1);
    }

    /**
     * A storage on a cluster.
     *
     * @param client goes on belonging to the caller
     * @return a builder
     */
    public static RedisUserSessionStorageBuilder builder(RedisClusterClient client) {
        Objects.requireNonNull(client, "client");
        return new RedisUserSessionStorageBuilder(
                () -> new ClusterLink(client), RedisUserSessionStorageBuilder.CLUSTER_PARTITIONS);
    }

    /**
     * A storage on one server, or on what Sentinel names as primary, with a client of its own.
     *
     * @param uri such as {@code redis://user:password@host:6379} or {@code redis-sentinel://host:26379#name}; as Lettuce
     *     reads it
     * @return a builder
     */
    public static RedisUserSessionStorageBuilder builder(String uri) {
        Objects.requireNonNull(uri, "uri");
        return new RedisUserSessionStorageBuilder(() -> StandaloneLink.open(uri), 1);
    }

    @Override
    public InsertResult insert(SessionInsert insert) {
        SessionLimit limit = insert.limit();
        String limitKind = "";
        int maximum = 0;
        if (limit instanceof SessionLimit.EvictOldest evict) {
            limitKind = "EVICT";
            maximum = evict.maximum();
        } else if (limit instanceof SessionLimit.RejectNew reject) {
            limitKind = "REJECT";
            maximum = reject.maximum();
        }
        ScriptReply reply = run(
                RedisScript.INSERT,
                keys.partitionOf(insert.id()),
                List.of(keys.session(insert.id()), keys.sessionsOf(insert.subject())),
                bytes(insert.id().toString()),
                bytes(insert.subject()),
                SessionRecord.fields(insert),
                bytes(Integer.toString(SessionRecord.FORMAT)),
                bytes(Long.toString(insert.lifetime().idle().toMillis())),
                bytes(Long.toString(insert.lifetime().absolute().toMillis())),
                bytes(limitKind),
                bytes(Integer.toString(maximum)),
                bytes(Long.toString(insert.minimumVersion())));
        Optional<StoredSession> session = reply.insertedVersion() > 0
                ? Optional.of(insert.toSession(reply.insertedVersion(), reply.now()))
                : reply.session();
        return new InsertResult(session, reply.value(), reply.revocations());
    }

    @Override
    public StorageResult<Optional<StoredSession>> find(SessionId id) {
        ScriptReply reply = run(RedisScript.FIND, id);
        return reply.with(reply.session());
    }

    @Override
    public StorageResult<List<StoredSession>> findAll(String subject) {
        ScriptReply reply = run(RedisScript.FIND_ALL, subject);
        return reply.with(reply.sessions());
    }

    @Override
    public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        ScriptReply reply = run(
                RedisScript.UPDATE,
                update.id(),
                bytes(Integer.toString(update.expectedGeneration())),
                bytes(Long.toString(update.expectedVersion())),
                bytes(Integer.toString(update.generation())),
                bytes(update.refreshes() ? "1" : "0"),
                SessionRecord.fields(update));
        return reply.with(reply.session());
    }

    @Override
    public StorageResult<Boolean> delete(SessionId id, RevocationCause cause) {
        ScriptReply reply = run(RedisScript.DELETE, id, bytes(cause.name()));
        return reply.with(reply.value() > 0);
    }

    @Override
    public StorageResult<Integer> deleteAll(String subject, RevocationCause cause) {
        ScriptReply reply = run(RedisScript.DELETE_ALL, subject, bytes(cause.name()));
        return reply.with((int) reply.value());
    }

    @Override
    public StorageResult<OptionalInt> deleteOthers(SessionId keep, RevocationCause cause) {
        ScriptReply reply = run(RedisScript.DELETE_OTHERS, keep, bytes(cause.name()));
        return reply.with(reply.value() < 0 ? OptionalInt.empty() : OptionalInt.of((int) reply.value()));
    }

    @Override
    public StorageResult<Boolean> raiseVersion(SessionId id) {
        ScriptReply reply = run(RedisScript.RAISE_VERSION, id);
        return reply.with(reply.value() > 0);
    }

    @Override
    public StorageResult<Integer> raiseVersions(String subject) {
        ScriptReply reply = run(RedisScript.RAISE_VERSIONS, subject);
        return reply.with((int) reply.value());
    }

    @Override
    public StorageResult<Integer> restore(List<Revocation> revocations) {
        if (revocations.isEmpty()) {
            return StorageResult.of(0, find(SessionId.of(0, 0)).now());
        }
        Instant now = Instant.EPOCH;
        int carriedOut = 0;
        for (int from = 0; from < revocations.size(); from += RESTORED_AT_ONCE) {
            List<OpenPartitions.Pending> pending = new ArrayList<>();
            for (Revocation revocation :
                    revocations.subList(from, Math.min(revocations.size(), from + RESTORED_AT_ONCE))) {
                pending.add(sendRestore(revocation));
            }
            for (OpenPartitions.Pending one : pending) {
                ScriptReply reply = partitions.await(one);
                if (reply.leftGarbage()) {
                    sweep.request(one.partition());
                }
                carriedOut += (int) reply.value();
                now = reply.now();
            }
        }
        return StorageResult.of(carriedOut, now);
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

    private OpenPartitions.Pending sendRestore(Revocation revocation) {
        int partition = revocation.sessionId().isPresent()
                ? keys.partitionOf(revocation.sessionId().get())
                : keys.partitionOf(revocation.subject().orElseThrow());
        boolean hasMinimum = revocation.minimumVersion() != Revocation.ALL_VERSIONS;
        return partitions.send(
                RedisScript.RESTORE,
                partition,
                List.of(),
                bytes(LogEntries.kind(revocation)),
                bytes(revocation.sessionId().map(SessionId::toString).orElse("")),
                bytes(revocation.subject().orElse("")),
                bytes(hasMinimum ? Long.toString(revocation.minimumVersion()) : ""),
                bytes(revocation.cause().name()));
    }

    private ScriptReply run(RedisScript script, SessionId id, byte[]... more) {
        byte[][] args = new byte[more.length + 1][];
        args[0] = bytes(id.toString());
        System.arraycopy(more, 0, args, 1, more.length);
        return run(script, keys.partitionOf(id), List.of(keys.session(id)), args);
    }

    private ScriptReply run(RedisScript script, String subject, byte[]... more) {
        byte[][] args = new byte[more.length + 1][];
        args[0] = bytes(subject);
        System.arraycopy(more, 0, args, 1, more.length);
        return run(script, keys.partitionOf(subject), List.of(keys.sessionsOf(subject)), args);
    }

    private ScriptReply run(RedisScript script, int partition, List<byte[]> named, byte[]... args) {
        if (closed) {
            throw RedisFaults.closed();
        }
        ScriptReply reply = partitions.run(script, partition, named, args);
        if (reply.leftGarbage()) {
            sweep.request(partition);
        }
        return reply;
    }
}
