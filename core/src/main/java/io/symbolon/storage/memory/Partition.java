package io.symbolon.storage.memory;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.LimitDecision;
import io.symbolon.storage.PartitionVersions;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.SubjectVersions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
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
    private PartitionVersions kept = PartitionVersions.NONE;

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
        SubjectVersions versions = subject.versions();
        StoredSession stored = sessions.get(insert.id());
        if (stored != null) {
            return InsertResult.stored(stored, versions.minimum(), log.endsOf(insert.subject()));
        }
        LimitDecision decision =
                LimitDecision.decide(insert.limits(), insert.clientId(), candidates(sessionsOf(subject)));
        if (decision instanceof LimitDecision.Refuse refuse) {
            return InsertResult.refused(refuse.maximum(), versions.minimum());
        }
        List<Revocation> revocations = ((LimitDecision.Accept) decision)
                .evicted().stream()
                        .map(id -> end(stored(id), RevocationCause.REPLACED_BY_NEWER_SIGN_IN, now))
                        .toList();
        StoredSession session =
                insert.toSession(versions.ofNewSession(kept.floor(), insert.minimumVersion(), now), now);
        put(session);
        subject.add(session.id(), session.version());
        kept = kept.gave(session.version());
        return InsertResult.stored(session, versions.minimum(), revocations);
    }

    StorageResult<Optional<StoredSession>> find(SessionId id, Instant now) {
        return StorageResult.of(Optional.ofNullable(sessions.get(id)), now);
    }

    StorageResult<List<StoredSession>> findAll(String subject, Instant now) {
        Subject known = subjects.get(subject);
        return StorageResult.of(known == null ? List.of() : sessionsOf(known), now);
    }

    StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after, Instant now) {
        Subject known = subjects.get(subject);
        return StorageResult.of(
                known == null
                        ? List.of()
                        : known.sessions(after).limit(limit).map(this::stored).toList(),
                now);
    }

    StorageResult<Optional<StoredSession>> update(SessionUpdate update, Instant now) {
        StoredSession session = sessions.get(update.id());
        if (session == null || session.revision() != update.expectedRevision()) {
            return StorageResult.of(Optional.empty(), now);
        }
        StoredSession updated = session.with(update, now);
        put(updated);
        return new StorageResult<>(
                Optional.of(updated), now, update.outdates() ? List.of(logOutdated(updated, now)) : List.of());
    }

    StorageResult<Boolean> end(SessionId id, RevocationCause cause, Instant now) {
        StoredSession session = sessions.get(id);
        if (session != null) {
            return new StorageResult<>(true, now, List.of(end(session, cause, now)));
        }
        Revocation revocation = log.endOf(id)
                .filter(logged -> logged.minimumVersion() == Revocation.ALL_VERSIONS)
                .orElseGet(() -> log.append(Revocation.sessionEnded(Optional.empty(), id, cause, now)));
        return new StorageResult<>(false, now, List.of(revocation));
    }

    StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast, Instant now) {
        Subject all = subject(subject, now);
        long minimum = all.versions().nextMinimum(atLeast, now);
        int ended = endBelow(all, minimum, now);
        return new StorageResult<>(
                ended, now, List.of(log.append(Revocation.subjectEnded(subject, minimum, cause, now))));
    }

    StorageResult<Long> endEverything(SessionPartitions covered, RevocationCause cause, long atLeast, Instant now) {
        long minimum = kept.nextMinimum(atLeast, now);
        endEverythingBelow(minimum, now);
        return new StorageResult<>(
                minimum, now, List.of(log.append(Revocation.everythingEnded(covered, minimum, cause, now))));
    }

    StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause, Instant now) {
        StoredSession kept = sessions.get(keep);
        if (kept == null) {
            return StorageResult.of(OptionalInt.empty(), now);
        }
        List<StoredSession> others = sessionsOf(subject(kept.subject(), now)).stream()
                .filter(session -> !session.id().equals(keep))
                .toList();
        others.forEach(session -> end(session, cause, now));
        return new StorageResult<>(OptionalInt.of(others.size()), now, log.endsOf(kept.subject()));
    }

    StorageResult<Boolean> outdate(SessionId id, Instant now) {
        StoredSession session = sessions.get(id);
        if (session == null) {
            return StorageResult.of(false, now);
        }
        return new StorageResult<>(true, now, List.of(outdate(session, session.nextVersion(now), now)));
    }

    StorageResult<Integer> outdateAll(String subject, Instant now) {
        Subject all = subject(subject, now);
        long minimum = all.versions().nextMinimum(0, now);
        int outdated = outdateBelow(all, minimum);
        return new StorageResult<>(
                outdated, now, List.of(log.append(Revocation.subjectOutdated(subject, minimum, now))));
    }

    /**
     * Carries out a revocation that a node has brought; false if it was in force already.
     *
     * @param covered by this partition
     */
    boolean restore(SessionPartitions covered, Revocation revocation, Instant now) {
        boolean isOfEverything = revocation.target() instanceof Revocation.OfEverything;
        Revocation renewed = new Revocation(
                isOfEverything ? new Revocation.OfEverything(covered) : revocation.target(),
                revocation.kind(),
                revocation.minimumVersion(),
                revocation.cause(),
                now);
        if (isOfEverything) {
            return restoreEverything(renewed, now);
        }
        if (revocation.target() instanceof Revocation.OfSession session) {
            return restore(session.id(), renewed, now);
        }
        return revocation.target() instanceof Revocation.OfSubject all
                && restore(subject(all.subject(), now), renewed, now);
    }

    int sessionCount(Instant now) {
        return atomically(() -> now, (self, time) -> sessions.size());
    }

    int subjectCount(Instant now) {
        return atomically(() -> now, (self, time) -> subjects.size());
    }

    private boolean restore(SessionId id, Revocation revocation, Instant now) {
        StoredSession session = sessions.get(id);
        if (!revocation.ends()) {
            if (session == null || session.version() >= revocation.minimumVersion()) {
                return false;
            }
            outdate(session, revocation.minimumVersion(), now);
            return true;
        }
        if (session == null ? log.hasEndOf(id, revocation) : session.version() >= revocation.minimumVersion()) {
            return false;
        }
        if (session != null) {
            remove(session, now);
        }
        log.append(revocation);
        return true;
    }

    private boolean restore(Subject subject, Revocation revocation, Instant now) {
        long minimum = revocation.minimumVersion();
        SubjectVersions versions = subject.versions();
        if ((revocation.ends() ? versions.endedMinimum() : versions.outdatedMinimum()) >= minimum) {
            return false;
        }
        if (revocation.ends()) {
            endBelow(subject, minimum, now);
        } else {
            outdateBelow(subject, minimum);
        }
        log.append(revocation);
        return true;
    }

    private boolean restoreEverything(Revocation revocation, Instant now) {
        if (kept.everythingMinimum() >= revocation.minimumVersion()) {
            return false;
        }
        endEverythingBelow(revocation.minimumVersion(), now);
        log.append(revocation);
        return true;
    }

    private void endEverythingBelow(long minimum, Instant now) {
        kept = kept.everythingEnded(minimum);
        if (kept.highest() < minimum) {
            // The subjects' numbers too: all that was ever logged of them is below the floor now.
            sessions.clear();
            expiries.clear();
            subjects.clear();
            emptySubjects.clear();
            return;
        }
        List.copyOf(sessions.values()).stream()
                .filter(session -> session.version() < minimum)
                .forEach(session -> remove(session, now));
    }

    /** Removes a session and logs its end. */
    private Revocation end(StoredSession session, RevocationCause cause, Instant now) {
        remove(session, now);
        return log.append(Revocation.sessionEnded(Optional.of(session.subject()), session.id(), cause, now));
    }

    private int endBelow(Subject subject, long minimum, Instant now) {
        subject.ended(minimum);
        kept = kept.logged(minimum);
        List<StoredSession> ended = sessionsOf(subject).stream()
                .filter(session -> session.version() < minimum)
                .toList();
        ended.forEach(session -> remove(session, now));
        return ended.size();
    }

    private Revocation outdate(StoredSession session, long minimum, Instant now) {
        StoredSession raised = session.withVersionAtLeast(minimum);
        put(raised);
        return logOutdated(raised, now);
    }

    /** Logs that a session's version was raised to the one that it has now. */
    private Revocation logOutdated(StoredSession session, Instant now) {
        subjectOf(session).gave(session.version());
        kept = kept.logged(session.version());
        return log.append(
                Revocation.sessionOutdated(Optional.of(session.subject()), session.id(), session.version(), now));
    }

    private int outdateBelow(Subject subject, long minimum) {
        subject.outdated(minimum);
        kept = kept.logged(minimum);
        List<StoredSession> all = sessionsOf(subject);
        for (StoredSession session : all) {
            StoredSession raised = session.withVersionAtLeast(minimum);
            put(raised);
            subject.gave(raised.version());
        }
        return all.size();
    }

    private static List<LimitDecision.Candidate> candidates(List<StoredSession> sessions) {
        return sessions.stream()
                .map(session -> new LimitDecision.Candidate(session.id(), session.clientId(), session.createdAt()))
                .toList();
    }

    private StoredSession stored(SessionId id) {
        return Objects.requireNonNull(sessions.get(id), "a session that is counted is stored");
    }

    /** A subject that an operation is about; while it has no session it is kept for the retention from now. */
    private Subject subject(String subject, Instant now) {
        Subject known = subjects.computeIfAbsent(subject, Subject::new);
        keepIfEmpty(known, now);
        return known;
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
                subjects.remove(empty.subject().subject, empty.subject());
            }
        }
    }
}
