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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The sessions of some subjects, behind one lock: so every operation on a subject is atomic and in one order. */
final class Partition {
    private final ReentrantLock lock = new ReentrantLock();
    private final StoredSessions sessions = new StoredSessions();
    private final Subjects subjects;
    private final InMemoryRevocationLog log;
    private PartitionVersions kept = PartitionVersions.NONE;

    Partition(InMemoryRevocationLog log, Duration retention) {
        this.log = log;
        this.subjects = new Subjects(retention);
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
        Subject subject = subjects.get(insert.subject(), now);
        SubjectVersions versions = subject.versions();
        Optional<StoredSession> stored = sessions.find(insert.id());
        if (stored.isPresent()) {
            return InsertResult.stored(stored.get(), versions.minimum(), log.endsOf(insert.subject()));
        }
        LimitDecision decision = insert.limits().canBeReachedBy(subject.size())
                ? LimitDecision.decide(insert.limits(), insert.clientId(), candidates(sessionsOf(subject)))
                : new LimitDecision.Accept(List.of());
        if (decision instanceof LimitDecision.Refuse refuse) {
            return InsertResult.refused(refuse.maximum(), versions.minimum());
        }
        List<Revocation> revocations = ((LimitDecision.Accept) decision)
                .evicted().stream()
                        .map(id -> end(sessions.get(id), RevocationCause.REPLACED_BY_NEWER_SIGN_IN, now))
                        .toList();
        StoredSession session =
                insert.toSession(versions.ofNewSession(kept.floor(), insert.minimumVersion(), now), now);
        sessions.put(session);
        subject.add(session.id(), session.version());
        kept = kept.gave(session.version());
        return InsertResult.stored(session, versions.minimum(), revocations);
    }

    StorageResult<Optional<StoredSession>> find(SessionId id, Instant now) {
        return StorageResult.of(sessions.find(id), now);
    }

    StorageResult<List<StoredSession>> findAll(String subject, Instant now) {
        return StorageResult.of(subjects.find(subject).map(this::sessionsOf).orElse(List.of()), now);
    }

    StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after, Instant now) {
        List<StoredSession> page = subjects.find(subject).stream()
                .flatMap(known -> known.sessions(after))
                .limit(limit)
                .map(sessions::get)
                .toList();
        return StorageResult.of(page, now);
    }

    StorageResult<Optional<StoredSession>> update(SessionUpdate update, Instant now) {
        Optional<StoredSession> found =
                sessions.find(update.id()).filter(session -> session.revision() == update.expectedRevision());
        if (found.isEmpty()) {
            return StorageResult.of(Optional.empty(), now);
        }
        StoredSession updated = found.get().with(update, now);
        sessions.put(updated);
        return new StorageResult<>(
                Optional.of(updated), now, update.outdates() ? List.of(logOutdated(updated, now)) : List.of());
    }

    StorageResult<Boolean> end(SessionId id, RevocationCause cause, Instant now) {
        Optional<StoredSession> session = sessions.find(id);
        if (session.isPresent()) {
            return new StorageResult<>(true, now, List.of(end(session.get(), cause, now)));
        }
        Revocation revocation = log.endOf(id)
                .filter(logged -> logged.minimumVersion() == Revocation.ALL_VERSIONS)
                .orElseGet(() -> log.append(Revocation.sessionEnded(Optional.empty(), id, cause, now)));
        return new StorageResult<>(false, now, List.of(revocation));
    }

    StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast, Instant now) {
        Subject all = subjects.get(subject, now);
        long minimum = nextMinimum(all, atLeast, now);
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
        Optional<StoredSession> found = sessions.find(keep);
        if (found.isEmpty()) {
            return StorageResult.of(OptionalInt.empty(), now);
        }
        String subject = found.get().subject();
        List<StoredSession> others = sessionsOf(subjects.get(subject, now)).stream()
                .filter(session -> !session.id().equals(keep))
                .toList();
        others.forEach(session -> end(session, cause, now));
        return new StorageResult<>(OptionalInt.of(others.size()), now, log.endsOf(subject));
    }

    StorageResult<Boolean> outdate(SessionId id, Instant now) {
        Optional<StoredSession> session = sessions.find(id);
        return session.map(
                        found -> new StorageResult<>(true, now, List.of(outdate(found, found.nextVersion(now), now))))
                .orElseGet(() -> StorageResult.of(false, now));
    }

    StorageResult<Integer> outdateAll(String subject, Instant now) {
        Subject all = subjects.get(subject, now);
        long minimum = nextMinimum(all, 0, now);
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
                && restore(subjects.get(all.subject(), now), renewed, now);
    }

    int sessionCount(Instant now) {
        return atomically(() -> now, (self, time) -> sessions.size());
    }

    int subjectCount(Instant now) {
        return atomically(() -> now, (self, time) -> subjects.size());
    }

    private boolean restore(SessionId id, Revocation revocation, Instant now) {
        Optional<StoredSession> session = sessions.find(id);
        Optional<StoredSession> below = session.filter(found -> found.version() < revocation.minimumVersion());
        if (session.isPresent() ? below.isEmpty() : log.has(id, revocation)) {
            return false;
        }
        if (below.isPresent() && !revocation.ends()) {
            outdate(below.get(), revocation.minimumVersion(), now);
            return true;
        }
        below.ifPresent(found -> remove(found, now));
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

    /** Ending everything drops the numbers of each subject. Its minimum, which was above all of them, stands in for them. */
    private long nextMinimum(Subject subject, long atLeast, Instant now) {
        return subject.versions().nextMinimum(Math.max(atLeast, kept.everythingMinimum()), now);
    }

    private void endEverythingBelow(long minimum, Instant now) {
        kept = kept.everythingEnded(minimum);
        if (kept.highest() < minimum) {
            // The subjects' numbers too: all that was ever logged of them is below the floor now.
            sessions.clear();
            subjects.clear();
            return;
        }
        sessions.below(minimum).forEach(session -> remove(session, now));
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
        // The newest first: taking out the last id moves no other.
        for (int index = ended.size() - 1; index >= 0; index--) {
            remove(ended.get(index), now);
        }
        return ended.size();
    }

    private Revocation outdate(StoredSession session, long minimum, Instant now) {
        StoredSession raised = session.withVersionAtLeast(minimum);
        sessions.put(raised);
        return logOutdated(raised, now);
    }

    /** Logs that a session's version was raised to the one that it has now. */
    private Revocation logOutdated(StoredSession session, Instant now) {
        subjects.of(session).gave(session.version());
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
            sessions.put(raised);
            subject.gave(raised.version());
        }
        return all.size();
    }

    private static List<LimitDecision.Candidate> candidates(List<StoredSession> sessions) {
        return sessions.stream()
                .map(session -> new LimitDecision.Candidate(session.id(), session.clientId(), session.createdAt()))
                .toList();
    }

    private List<StoredSession> sessionsOf(Subject subject) {
        return subject.sessions().stream().map(sessions::get).toList();
    }

    private void remove(StoredSession session, Instant now) {
        sessions.remove(session);
        Subject subject = subjects.of(session);
        subject.remove(session.id());
        subjects.keepIfEmpty(subject, now);
    }

    private void dropExpired(Instant now) {
        for (Optional<StoredSession> expired = sessions.nextExpired(now);
                expired.isPresent();
                expired = sessions.nextExpired(now)) {
            remove(expired.get(), now);
        }
        subjects.dropEmpty(now);
    }
}
