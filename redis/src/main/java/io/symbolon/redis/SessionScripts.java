package io.symbolon.redis;

import static io.symbolon.redis.OpenPartitions.bytes;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Each operation on sessions as its script: what is sent, and what the answer means. */
final class SessionScripts {
    private static final byte[] YES = bytes("1");
    private static final byte[] NO = bytes("0");
    private static final byte[] NONE = new byte[0];

    private final RedisKeys keys;
    private final OpenPartitions partitions;
    private final GarbageSweep sweep;

    SessionScripts(RedisKeys keys, OpenPartitions partitions, GarbageSweep sweep) {
        this.keys = keys;
        this.partitions = partitions;
        this.sweep = sweep;
    }

    InsertResult insert(SessionInsert insert) {
        SessionLimit ofClient = insert.limits().ofClient();
        SessionLimit ofSubject = insert.limits().ofSubject();
        ScriptReply reply = run(
                RedisScript.INSERT,
                keys.partitionOf(insert.id()),
                List.of(keys.session(insert.id()), keys.sessionsOf(insert.subject())),
                bytes(insert.id().toString()),
                bytes(insert.subject()),
                SessionRecord.fields(insert),
                number(SessionRecord.FORMAT),
                number(insert.lifetime().idle().toMillis()),
                number(insert.lifetime().absolute().toMillis()),
                number(insert.minimumVersion()),
                kind(ofClient),
                maximum(ofClient),
                kind(ofSubject),
                maximum(ofSubject));
        Optional<StoredSession> session = reply.insertedVersion() > 0
                ? Optional.of(insert.toSession(reply.insertedVersion(), reply.now()))
                : reply.session();
        return new InsertResult(session, reply.refusedAt(), reply.value(), reply.revocations());
    }

    StorageResult<Optional<StoredSession>> find(SessionId id) {
        ScriptReply reply = run(RedisScript.FIND, id);
        return reply.with(reply.session());
    }

    StorageResult<List<StoredSession>> findAll(String subject) {
        ScriptReply reply = run(RedisScript.FIND_ALL, subject);
        return reply.with(reply.sessions());
    }

    StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after) {
        byte[] last = after.map(id -> bytes(id.toString())).orElse(NONE);
        ScriptReply reply;
        do {
            reply = run(RedisScript.FIND_PAGE, subject, number(limit), last);
        } while (reply.value() > 0);
        List<StoredSession> page = reply.sessions().stream()
                .filter(session -> after.isEmpty() || session.id().compareTo(after.get()) < 0)
                .sorted(Comparator.comparing(StoredSession::id).reversed())
                .limit(limit)
                .toList();
        return reply.with(page);
    }

    StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        ScriptReply reply = run(
                update.outdates() ? RedisScript.UPDATE_AND_OUTDATE : RedisScript.UPDATE,
                update.id(),
                number(update.expectedRevision()),
                update.refreshes() ? YES : NO,
                update.outdates() ? YES : NO,
                update.generation().map(next -> number(next.number())).orElse(NONE),
                update.generation().map(next -> number(next.graceFrom())).orElse(NONE),
                SessionRecord.fields(update));
        return reply.with(reply.session());
    }

    StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
        ScriptReply reply = run(RedisScript.END, id, bytes(cause.name()));
        return reply.with(reply.value() > 0);
    }

    StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast) {
        ScriptReply reply = run(RedisScript.END_ALL, subject, bytes(cause.name()), number(atLeast));
        return reply.with((int) reply.value());
    }

    StorageResult<Long> endEverything(int partition, RevocationCause cause, long atLeast) {
        ScriptReply reply = run(
                RedisScript.END_EVERYTHING,
                partition,
                List.of(),
                bytes(LogEntry.text(keys.covered(partition))),
                bytes(cause.name()),
                number(atLeast));
        return reply.with(reply.value());
    }

    StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause) {
        ScriptReply reply = run(RedisScript.END_OTHERS, keep, bytes(cause.name()));
        return reply.with(reply.value() < 0 ? OptionalInt.empty() : OptionalInt.of((int) reply.value()));
    }

    StorageResult<Boolean> outdate(SessionId id) {
        ScriptReply reply = run(RedisScript.OUTDATE, id);
        return reply.with(reply.value() > 0);
    }

    StorageResult<Integer> outdateAll(String subject) {
        ScriptReply reply = run(RedisScript.OUTDATE_ALL, subject);
        return reply.with((int) reply.value());
    }

    private static byte[] number(long number) {
        return bytes(Long.toString(number));
    }

    private static byte[] kind(SessionLimit limit) {
        if (limit instanceof SessionLimit.EvictOldest) {
            return bytes("EVICT");
        }
        return limit instanceof SessionLimit.RejectNew ? bytes("REJECT") : NONE;
    }

    private static byte[] maximum(SessionLimit limit) {
        if (limit instanceof SessionLimit.EvictOldest evict) {
            return number(evict.maximum());
        }
        return limit instanceof SessionLimit.RejectNew reject ? number(reject.maximum()) : NONE;
    }

    private ScriptReply run(RedisScript script, SessionId id, byte[]... more) {
        return run(script, keys.partitionOf(id), List.of(keys.session(id)), withFirst(bytes(id.toString()), more));
    }

    private ScriptReply run(RedisScript script, String subject, byte[]... more) {
        return run(
                script, keys.partitionOf(subject), List.of(keys.sessionsOf(subject)), withFirst(bytes(subject), more));
    }

    private ScriptReply run(RedisScript script, int partition, List<byte[]> named, byte[]... args) {
        ScriptReply reply = partitions.run(script, partition, named, args);
        if (reply.leftGarbage()) {
            sweep.request(partition);
        }
        return reply;
    }

    private static byte[][] withFirst(byte[] first, byte[]... more) {
        byte[][] all = new byte[more.length + 1][];
        all[0] = first;
        System.arraycopy(more, 0, all, 1, more.length);
        return all;
    }
}
