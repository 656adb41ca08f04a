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

/**
 * What a script of an open partition returns.
 *
 * @param now the server's time
 * @param value a number, whose meaning is the script's
 * @param sessions what was found or written
 * @param revocations what was logged, or found logged
 * @param entries the numbers, in the log, of what was logged
 * @param leftGarbage whether records were left for {@link GarbageSweep}
 * @param insertedVersion the version of a session that was inserted as it was sent; else 0
 */
record ScriptReply(
        Instant now,
        long value,
        List<StoredSession> sessions,
        List<Revocation> revocations,
        List<String> entries,
        boolean leftGarbage,
        long insertedVersion) {

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
        List<StoredSession> sessions = new ArrayList<>();
        for (Object row : (List<?>) reply.get(2)) {
            List<?> session = (List<?>) row;
            sessions.add(SessionRecord.read(
                    SessionId.parse(LogEntries.text(session.get(1))), (Long) session.get(0), (byte[]) session.get(2)));
        }
        List<Revocation> revocations = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        for (Object row : (List<?>) reply.get(3)) {
            List<?> entry = (List<?>) row;
            revocations.add(LogEntries.ofReply(List.copyOf(entry)));
            String number = LogEntries.text(entry.get(0));
            if (!number.isEmpty()) {
                entries.add(number);
            }
        }
        return new ScriptReply(
                Instant.ofEpochMilli((Long) reply.get(0)),
                (Long) reply.get(1),
                sessions,
                revocations,
                entries,
                (Long) reply.get(4) > 0,
                reply.size() > 5 ? (Long) reply.get(5) : 0);
    }

    Optional<StoredSession> session() {
        return sessions.stream().findFirst();
    }

    <T> StorageResult<T> with(T value) {
        return new StorageResult<>(value, now, revocations);
    }
}
