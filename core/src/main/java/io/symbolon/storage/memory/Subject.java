package io.symbolon.storage.memory;

import io.symbolon.SessionId;
import io.symbolon.storage.StoredSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is kept for a subject. Guarded by the partition's lock. */
final class Subject {
    final String name;
    private final Set<SessionId> sessions = new HashSet<>();
    private long endedMinimum;
    private long outdatedMinimum;
    private long highestVersion;
    private Instant emptySince = Instant.EPOCH;

    Subject(String name) {
        this.name = name;
    }

    void add(StoredSession session) {
        sessions.add(session.id());
        gave(session.version());
    }

    void remove(SessionId id) {
        sessions.remove(id);
    }

    /** From this time on, a subject without sessions is kept for the retention. */
    void emptyAt(Instant now) {
        emptySince = now;
    }

    /** Remembers a version that a session was given. */
    void gave(long version) {
        highestVersion = Math.max(highestVersion, version);
    }

    void raiseEndedMinimum(long minimum) {
        endedMinimum = Math.max(endedMinimum, minimum);
    }

    void raiseOutdatedMinimum(long minimum) {
        outdatedMinimum = Math.max(outdatedMinimum, minimum);
    }

    long endedMinimum() {
        return endedMinimum;
    }

    long outdatedMinimum() {
        return outdatedMinimum;
    }

    long minimum() {
        return Math.max(endedMinimum, outdatedMinimum);
    }

    /** The least minimum that no access token of now reaches. */
    long nextMinimum(Instant now) {
        return Math.max(Math.max(highestVersion, minimum()) + 1, now.toEpochMilli());
    }

    List<SessionId> sessions() {
        return new ArrayList<>(sessions);
    }

    boolean isEmptySince(Instant since) {
        return sessions.isEmpty() && emptySince.equals(since);
    }

    int sessionCount() {
        return sessions.size();
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }
}
