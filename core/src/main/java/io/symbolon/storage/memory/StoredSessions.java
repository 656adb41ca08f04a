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
    private record Expiry(StoredSession session) implements Comparable<Expiry> {
        @Override
        public int compareTo(Expiry other) {
            int byTime = session.expiresAt().compareTo(other.session.expiresAt());
            return byTime != 0 ? byTime : session.id().compareTo(other.session.id());
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
            expiries.remove(new Expiry(replaced));
        }
        expiries.add(new Expiry(session));
    }

    void remove(StoredSession session) {
        sessions.remove(session.id());
        expiries.remove(new Expiry(session));
    }

    void clear() {
        sessions.clear();
        expiries.clear();
    }

    /** The one that ends first, if its end has come. */
    Optional<StoredSession> nextExpired(Instant now) {
        return expiries.isEmpty()
                ? Optional.empty()
                : Optional.of(expiries.first().session())
                        .filter(session -> !session.expiresAt().isAfter(now));
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
