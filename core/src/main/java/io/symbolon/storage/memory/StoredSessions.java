package io.symbolon.storage.memory;

import io.symbolon.SessionId;
import io.symbolon.storage.StoredSession;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a partition, by id and by the time of their end. Guarded by the partition's lock.
 *
 * <p>A refresh puts the end off, and most sessions are refreshed or ended before it. So a time is noted once a session,
 * and is looked at when it comes: it is then put off, or dropped, if the session has gone on or is gone.
 */
final class StoredSessions {
    /** A time, not after a session's end. It is computed once: it is compared with many others. */
    private record Expiry(long millis, SessionId id) implements Comparable<Expiry> {
        static Expiry of(StoredSession session) {
            return new Expiry(session.expiresAt().toEpochMilli(), session.id());
        }

        @Override
        public int compareTo(Expiry other) {
            return Long.compare(millis, other.millis);
        }
    }

    /** So many times of sessions that are gone are not worth looking for. */
    private static final int FEW = 64;

    private final Map<SessionId, StoredSession> sessions = new HashMap<>();
    private final Queue<Expiry> expiries = new PriorityQueue<>();

    Optional<StoredSession> find(SessionId id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** A session that is known to be there. */
    StoredSession get(SessionId id) {
        return Objects.requireNonNull(sessions.get(id), "a session that is counted is stored");
    }

    /** Adds a session, or replaces it by what became of it. */
    void put(StoredSession session) {
        @Nullable StoredSession replaced = sessions.put(session.id(), session);
        if (replaced == null || session.expiresAt().isBefore(replaced.expiresAt())) {
            expiries.add(Expiry.of(session));
        }
    }

    void remove(StoredSession session) {
        sessions.remove(session.id());
        // Before the times of sessions that are gone take more than those of the others.
        if (expiries.size() > FEW + 2 * sessions.size()) {
            expiries.removeIf(expiry -> !sessions.containsKey(expiry.id()));
        }
    }

    void clear() {
        sessions.clear();
        expiries.clear();
    }

    /** One whose end has come. */
    Optional<StoredSession> nextExpired(Instant now) {
        long millis = now.toEpochMilli();
        while (!expiries.isEmpty() && expiries.element().millis() <= millis) {
            @Nullable StoredSession session = sessions.get(expiries.element().id());
            if (session == null) {
                expiries.remove();
                continue;
            }
            Expiry current = Expiry.of(session);
            if (current.millis() <= millis) {
                return Optional.of(session);
            }
            expiries.remove();
            expiries.add(current);
        }
        return Optional.empty();
    }

    /** Those below a version. */
    List<StoredSession> below(long version) {
        return sessions.values().stream()
                .filter(session -> session.version() < version)
                .toList();
    }

    int size() {
        return sessions.size();
    }

    /** Those of sessions that are gone included. */
    int timesNoted() {
        return expiries.size();
    }
}
