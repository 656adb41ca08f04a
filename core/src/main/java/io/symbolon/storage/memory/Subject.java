package io.symbolon.storage.memory;

import io.symbolon.SessionId;
import io.symbolon.storage.SubjectVersions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is kept for a subject. Guarded by the partition's lock. */
final class Subject {
    final String subject;
    private final OrderedIds sessions = new OrderedIds();
    private SubjectVersions versions = SubjectVersions.NONE;
    private Instant emptySince = Instant.EPOCH;

    Subject(String subject) {
        this.subject = subject;
    }

    void add(SessionId id, long version) {
        sessions.put(id);
        gave(version);
    }

    void remove(SessionId id) {
        sessions.take(id);
    }

    /** From this time on, a subject without sessions is kept for the retention. */
    void emptyAt(Instant now) {
        emptySince = now;
    }

    SubjectVersions versions() {
        return versions;
    }

    void gave(long version) {
        versions = versions.gave(version);
    }

    void ended(long minimum) {
        versions = versions.ended(minimum);
    }

    void outdated(long minimum) {
        versions = versions.outdated(minimum);
    }

    int size() {
        return sessions.size();
    }

    List<SessionId> sessions() {
        return new ArrayList<>(sessions);
    }

    /** By descending id. */
    Stream<SessionId> sessions(Optional<SessionId> after) {
        List<SessionId> ascending = after.map(sessions::below).orElse(sessions);
        return IntStream.rangeClosed(1, ascending.size()).mapToObj(back -> ascending.get(ascending.size() - back));
    }

    boolean isEmptySince(Instant since) {
        return sessions.isEmpty() && emptySince.equals(since);
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }
}
