package io.symbolon.storage.memory;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The sessions of some subjects, behind one lock: so every operation on a subject is atomic and in one order. */
final class Partition {
    private static final Comparator<StoredSession> OLDEST_FIRST =
            Comparator.comparing(StoredSession::createdAt).thenComparing(StoredSession::id);

    private record Expiry(StoredSession session) implements Comparable<Expiry> {
        @Override
        public int compareTo(Expiry other) {
            int byTime = session.expiresAt().compareTo(other.session.expiresAt());
            return byTime != 0 ? byTime : session.id().compareTo(other.session.id());
        }
    }

    private record EmptySubject(Subject subject, Instant since) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SessionId, StoredSession> sessions = new HashMap<>();
    private final TreeSet<Expiry> expiries = new TreeSet<>();
    private final Map<String, Subject> subjects = new HashMap<>();
    private final Queue<EmptySubject> emptySubjects = new ArrayDeque<>();
    private final InMemoryRevocationLog log;
    private final Duration retention;
    private long floor;

    Partition(InMemoryRevocationLog log, Duration retention) {
        this.log = log;
        this.retention = retention;
    }

    /** Runs an operation alone, after everything that has expired is gone. */
    <R> R atomically(Supplier<Instant> clock, BiFunction<Partition, Instant, R> operation) {
        lock.lock();
        try {
            Instant now = clock.get();
            dropExpired(now);
            return operation.apply(this, now);
        } finally {
            lock.unlock();
        }
    }

    InsertResult insert(SessionInsert insert, Instant now) {
        Subject subject = subject(insert.subject(), now);
        StoredSession stored = sessions.get(insert.id());
        if (stored != null) {
            return new InsertResult(Optional.of(stored), subject.minimum(), List.of());
        }
        if (insert.limit() instanceof SessionLimit.RejectNew reject && subject.sessionCount() >= reject.maximum()) {
            return new InsertResult(Optional.empty(), subject.minimum(), List.of());
        }
        List<Revocation> revocations = new ArrayList<>();
        if (insert.limit() instanceof SessionLimit.EvictOldest evict && subject.sessionCount() >= evict.maximum()) {
            sessionsOf(subject).stream()
                    .sorted(OLDEST_FIRST)
                    .limit(subject.sessionCount() - evict.maximum() + 1L)
                    .forEach(oldest -> revocations.add(end(oldest, RevocationCause.REPLACED_BY_NEWER_SIGN_IN, now)));
        }
        long version =
                Math.max(Math.max(subject.minimum(), floor), Math.max(insert.minimumVersion(), now.toEpochMilli()));
        StoredSession session = insert.toSession(version, now);
        put(session);
        subject.add(session);
        return new InsertResult(Optional.of(session), subject.minimum(), revocations);
    }

    StorageResult<Optional<StoredSession>> find(SessionId id, Instant now) {
        return StorageResult.of(Optional.ofNullable(sessions.get(id)), now);
    }

    StorageResult<List<StoredSession>> findAll(String name, Instant now) {
        Subject subject = subjects.get(name);
        return StorageResult.of(subject == null ? List.of() : sessionsOf(subject), now);
    }

    StorageResult<Optional<StoredSession>> update(SessionUpdate update, Instant now) {
        StoredSession session = sessions.get(update.id());
        if (session == null
                || session.generation() != update.expectedGeneration()
                || session.version() != update.expectedVersion()) {
            return StorageResult.of(Optional.empty(), now);
        }
        StoredSession updated = session.with(update, now);
        put(updated);
        return StorageResult.of(Optional.of(updated), now);
    }

    StorageResult<Boolean> delete(SessionId id, RevocationCause cause, Instant now) {
        StoredSession session = sessions.get(id);
        if (session != null) {
            return new StorageResult<>(true, now, List.of(end(session, cause, now)));
        }
        Revocation revocation =
                log.endOf(id).orElseGet(() -> log.append(Revocation.sessionEnded(Optional.empty(), id, cause, now)));
        return new StorageResult<>(false, now, List.of(revocation));
    }

    StorageResult<Integer> deleteAll(String name, RevocationCause cause, Instant now) {
        Subject subject = subject(name, now);
        long minimum = subject.nextMinimum(now);
        int ended = endBelow(subject, minimum, now);
        return new StorageResult<>(ended, now, List.of(log.append(Revocation.subjectEnded(name, minimum, cause, now))));
    }

    StorageResult<OptionalInt> deleteOthers(SessionId keep, RevocationCause cause, Instant now) {
        StoredSession kept = sessions.get(keep);
        if (kept == null) {
            return StorageResult.of(OptionalInt.empty(), now);
        }
        List<Revocation> revocations = sessionsOf(subject(kept.subject(), now)).stream()
                .filter(session -> !session.id().equals(keep))
                .map(session -> end(session, cause, now))
                .toList();
        return new StorageResult<>(OptionalInt.of(revocations.size()), now, revocations);
    }

    StorageResult<Boolean> raiseVersion(SessionId id, Instant now) {
        StoredSession session = sessions.get(id);
        if (session == null) {
            return StorageResult.of(false, now);
        }
        long minimum = Math.max(session.version() + 1, now.toEpochMilli());
        return new StorageResult<>(true, now, List.of(outdate(session, minimum, now)));
    }

    StorageResult<Integer> raiseVersions(String name, Instant now) {
        Subject subject = subject(name, now);
        long minimum = subject.nextMinimum(now);
        int raised = outdateBelow(subject, minimum);
        return new StorageResult<>(raised, now, List.of(log.append(Revocation.subjectOutdated(name, minimum, now))));
    }

    /** Carries out a revocation that a node has brought; false if it was in force already. */
    boolean restore(Revocation revocation, Instant now) {
        if (revocation.sessionId().isPresent()) {
            return restoreSession(revocation.sessionId().get(), revocation, now);
        }
        Subject subject = subject(revocation.subject().orElseThrow(), now);
        long minimum = revocation.minimumVersion();
        if (revocation.kind() == Revocation.Kind.ENDED) {
            if (subject.endedMinimum() >= minimum) {
                return false;
            }
            endBelow(subject, minimum, now);
            log.append(Revocation.subjectEnded(subject.name, minimum, revocation.cause(), now));
        } else {
            if (subject.outdatedMinimum() >= minimum) {
                return false;
            }
            outdateBelow(subject, minimum);
            log.append(Revocation.subjectOutdated(subject.name, minimum, now));
        }
        return true;
    }

    int sessionCount(Instant now) {
        return atomically(() -> now, (self, time) -> sessions.size());
    }

    int subjectCount(Instant now) {
        return atomically(() -> now, (self, time) -> subjects.size());
    }

    private boolean restoreSession(SessionId id, Revocation revocation, Instant now) {
        StoredSession session = sessions.get(id);
        if (revocation.kind() == Revocation.Kind.ENDED) {
            if (session != null) {
                end(session, revocation.cause(), now);
                return true;
            }
            if (log.endOf(id).isPresent()) {
                return false;
            }
            log.append(Revocation.sessionEnded(revocation.subject(), id, revocation.cause(), now));
            return true;
        }
        if (session == null || session.version() >= revocation.minimumVersion()) {
            return false;
        }
        outdate(session, revocation.minimumVersion(), now);
        return true;
    }

    /** Removes a session and logs its end. */
    private Revocation end(StoredSession session, RevocationCause cause, Instant now) {
        remove(session, now);
        return log.append(Revocation.sessionEnded(Optional.of(session.subject()), session.id(), cause, now));
    }

    private int endBelow(Subject subject, long minimum, Instant now) {
        subject.raiseEndedMinimum(minimum);
        floor = Math.max(floor, minimum);
        List<StoredSession> ended = sessionsOf(subject).stream()
                .filter(session -> session.version() < minimum)
                .toList();
        ended.forEach(session -> remove(session, now));
        return ended.size();
    }

    private Revocation outdate(StoredSession session, long minimum, Instant now) {
        raise(session, minimum);
        floor = Math.max(floor, minimum);
        return log.append(Revocation.sessionOutdated(Optional.of(session.subject()), session.id(), minimum, now));
    }

    private int outdateBelow(Subject subject, long minimum) {
        subject.raiseOutdatedMinimum(minimum);
        floor = Math.max(floor, minimum);
        List<StoredSession> raised = sessionsOf(subject);
        raised.forEach(session -> raise(session, minimum));
        return raised.size();
    }

    private void raise(StoredSession session, long minimum) {
        StoredSession raised = session.withVersionAtLeast(minimum);
        put(raised);
        subjectOf(session).gave(raised.version());
    }

    /** A subject that an operation is about; while it has no session it is kept for the retention from now. */
    private Subject subject(String name, Instant now) {
        Subject subject = subjects.computeIfAbsent(name, Subject::new);
        keepIfEmpty(subject, now);
        return subject;
    }

    private void keepIfEmpty(Subject subject, Instant now) {
        if (subject.isEmpty()) {
            subject.emptyAt(now);
            emptySubjects.add(new EmptySubject(subject, now));
        }
    }

    private Subject subjectOf(StoredSession session) {
        return Objects.requireNonNull(subjects.get(session.subject()), "a stored session has its subject");
    }

    private List<StoredSession> sessionsOf(Subject subject) {
        return subject.sessions().stream().map(sessions::get).toList();
    }

    private void put(StoredSession session) {
        StoredSession replaced = sessions.put(session.id(), session);
        if (replaced != null) {
            expiries.remove(new Expiry(replaced));
        }
        expiries.add(new Expiry(session));
    }

    private void remove(StoredSession session, Instant now) {
        sessions.remove(session.id());
        expiries.remove(new Expiry(session));
        Subject subject = subjectOf(session);
        subject.remove(session.id());
        keepIfEmpty(subject, now);
    }

    private void dropExpired(Instant now) {
        while (!expiries.isEmpty() && !expiries.first().session().expiresAt().isAfter(now)) {
            remove(expiries.first().session(), now);
        }
        while (!emptySubjects.isEmpty()
                && !emptySubjects.peek().since().plus(retention).isAfter(now)) {
            EmptySubject empty = emptySubjects.remove();
            if (empty.subject().isEmptySince(empty.since())) {
                subjects.remove(empty.subject().name, empty.subject());
            }
        }
    }
}
