package io.symbolon.storage.memory;

import io.symbolon.SessionId;
import io.symbolon.storage.StoredSession;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** The sessions of a partition, by id and by the time of their end. Guarded by the partition's lock. */
final class StoredSessions {
    /** When a session ends. Its time is computed once: it is compared with many others. */
    private record Expiry(long millis, SessionId id) implements Comparable<Expiry> {
        static Expiry of(StoredSession session) {
            return new Expiry(session.expiresAt().toEpochMilli(), session.id());
        }

        @Override
        public int compareTo(Expiry other) {
            return millis != other.millis ? Long.compare(millis, other.millis) : id.compareTo(other.id);
        }
    }

    private final Map<SessionId, StoredSession> sessions = new HashMap<>();
    private final TreeSet<Expiry> expiries = new TreeSet<>();

    Optional<StoredSession> find(SessionId id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** A session that is known to be there. */
    StoredSession get(SessionId id) {
        return Objects.requireNonNull(sessions.get(id), "a session that is counted is stored");
    }

    /** Adds a session, or replaces it by what became of it. */
    void put(StoredSession session) {
        StoredSession replaced = sessions.put(session.id(), session);
        if (replaced != null) {
            expiries.remove(Expiry.of(replaced));
        }
        expiries.add(Expiry.of(session));
    }

    void remove(StoredSession session) {
        sessions.remove(session.id());
        expiries.remove(Expiry.of(session));
    }

    void clear() {
        sessions.clear();
        expiries.clear();
    }

    /** The one that ends first, if its end has come. */
    Optional<StoredSession> nextExpired(Instant now) {
        return expiries.isEmpty() || expiries.first().millis() > now.toEpochMilli()
                ? Optional.empty()
                : Optional.of(get(expiries.first().id()));
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
}
