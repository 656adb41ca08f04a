package io.symbolon.storage.memory;

import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;

/** The subjects of a partition; one without sessions is kept for the retention. Guarded by the partition's lock. */
final class Subjects {
    private record Empty(Subject subject, Instant since) {}

    private final Map<String, Subject> subjects = new HashMap<>();
    private final Queue<Empty> empty = new ArrayDeque<>();
    private final Duration retention;

    Subjects(Duration retention) {
        this.retention = retention;
    }

    Optional<Subject> find(String subject) {
        return Optional.ofNullable(subjects.get(subject));
    }

    /** A subject that an operation is about. */
    Subject get(String subject, Instant now) {
        Subject known = subjects.computeIfAbsent(subject, Subject::new);
        keepIfEmpty(known, now);
        return known;
    }

    Subject of(StoredSession session) {
        return Objects.requireNonNull(subjects.get(session.subject()), "a stored session has its subject");
    }

    /** To be called when a subject may have lost its last session. */
    void keepIfEmpty(Subject subject, Instant now) {
        if (subject.isEmpty()) {
            subject.emptyAt(now);
            empty.add(new Empty(subject, now));
        }
    }

    /** Drops those that have had no session for the retention. */
    void dropEmpty(Instant now) {
        while (!empty.isEmpty() && !empty.peek().since().plus(retention).isAfter(now)) {
            Empty oldest = empty.remove();
            if (oldest.subject().isEmptySince(oldest.since())) {
                subjects.remove(oldest.subject().subject, oldest.subject());
            }
        }
    }

    void clear() {
        subjects.clear();
        empty.clear();
    }

    int size() {
        return subjects.size();
    }
}
