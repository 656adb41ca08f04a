package io.symbolon.redis;

import io.symbolon.SessionId;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a script of an open partition returns.
 *
 * @param now the server's time
 * @param value a number, whose meaning is the script's
 * @param sessions what was found or written
 * @param revocations what was logged, or found logged
 * @param logged the entries, in the log, of what was logged
 * @param leftGarbage whether records were left for {@link GarbageSweep}
 * @param insertedVersion the version of a session that was inserted as it was sent; else 0
 * @param refusedAt the maximum of the limit that refused a session
 */
record ScriptReply(
        Instant now,
        long value,
        List<StoredSession> sessions,
        List<Revocation> revocations,
        List<EntryId> logged,
        boolean leftGarbage,
        long insertedVersion,
        OptionalInt refusedAt) {

    /**
     * Reads what came.
     *
     * @throws SessionStorageException if it cannot be read: what is stored is damaged, or a newer version's
     */
    static ScriptReply of(List<Object> reply) {
        try {
            return read(reply);
        } catch (IllegalArgumentException | ClassCastException | IndexOutOfBoundsException unreadable) {
            throw new SessionStorageException("An answer of Redis cannot be read.", false, unreadable);
        }
    }

    private static ScriptReply read(List<Object> reply) {
        Instant now = Instant.ofEpochMilli((Long) reply.get(0));
        List<StoredSession> sessions = new ArrayList<>();
        for (Object row : (List<?>) reply.get(2)) {
            List<?> session = (List<?>) row;
            sessions.add(SessionRecord.read(
                    SessionId.parse(LogEntry.text(session.get(2))), (Long) session.get(0), (Long) session.get(1), (byte
                                    [])
                            session.get(3)));
        }
        List<Revocation> revocations = new ArrayList<>();
        List<EntryId> logged = new ArrayList<>();
        for (Object row : (List<?>) reply.get(3)) {
            List<?> numberAndFields = (List<?>) row;
            LogEntry entry = LogEntry.of((List<?>) numberAndFields.get(1));
            entry.revocation(now).ifPresent(revocations::add);
            String number = LogEntry.text(numberAndFields.get(0));
            if (!number.isEmpty()) {
                logged.add(EntryId.of(number, entry.hash()));
            }
        }
        boolean isInsert = reply.size() > 5;
        int refusedAt = isInsert ? Math.toIntExact((Long) reply.get(6)) : 0;
        return new ScriptReply(
                now,
                (Long) reply.get(1),
                sessions,
                revocations,
                logged,
                (Long) reply.get(4) > 0,
                isInsert ? (Long) reply.get(5) : 0,
                refusedAt > 0 ? OptionalInt.of(refusedAt) : OptionalInt.empty());
    }

    Optional<StoredSession> session() {
        return sessions.stream().findFirst();
    }

    <T> StorageResult<T> with(T value) {
        return new StorageResult<>(value, now, revocations);
    }
}
