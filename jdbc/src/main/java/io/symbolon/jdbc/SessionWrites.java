package io.symbolon.jdbc;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the storage writes, each method within one transaction. All of them take locks in one order, the subject's row,
 * then its sessions, then a part of the log, so none waits for another in a circle; and all of them read after they have
 * locked, at READ COMMITTED, so what they read is what the one before has left. The time is read after the lock as well.
 */
final class SessionWrites {
    private final SubjectTable subjects;
    private final SessionTable sessions;
    private final LogTable log;
    private final Retention retention;

    SessionWrites(SubjectTable subjects, SessionTable sessions, LogTable log, Retention retention) {
        this.subjects = subjects;
        this.sessions = sessions;
        this.log = log;
        this.retention = retention;
    }

    InsertResult insert(Connection connection, SessionInsert insert) throws SQLException {
        SubjectTable.Locked subject = subjects.lock(connection, insert.subject());
        SessionTable.Found found = sessions.find(connection, insert.id());
        if (found.live().isPresent()) {
            return new InsertResult(found.live(), subject.minimum(), List.of());
        }
        if (found.stored().isPresent()) {
            sessions.delete(connection, insert.id());
        }
        Instant now = found.now();
        int part = LogTable.partOf(insert.id());
        List<Revocation> revocations = new ArrayList<>();
        if (!(insert.limit() instanceof SessionLimit.Unlimited)) {
            List<SessionId> live = sessions.ids(connection, insert.subject(), now);
            if (insert.limit() instanceof SessionLimit.RejectNew reject && live.size() >= reject.maximum()) {
                return new InsertResult(Optional.empty(), subject.minimum(), List.of());
            }
            if (insert.limit() instanceof SessionLimit.EvictOldest evict && live.size() >= evict.maximum()) {
                for (SessionId oldest : live.subList(0, live.size() - evict.maximum() + 1)) {
                    sessions.delete(connection, oldest);
                    revocations.add(Revocation.sessionEnded(
                            Optional.of(insert.subject()), oldest, RevocationCause.REPLACED_BY_NEWER_SIGN_IN, now));
                }
            }
        }
        long floor = log.floor(connection, part);
        long version =
                Math.max(Math.max(subject.minimum(), floor), Math.max(insert.minimumVersion(), now.toEpochMilli()));
        StoredSession session = insert.toSession(version, now);
        sessions.insert(connection, session);
        subjects.save(connection, subject.gave(version));
        if (!revocations.isEmpty()) {
            log.append(connection, part, revocations, 0);
        }
        return new InsertResult(Optional.of(session), subject.minimum(), revocations);
    }

    StorageResult<Optional<StoredSession>> update(Connection connection, SessionUpdate update) throws SQLException {
        subjects.lockBySession(connection, update.id());
        SessionTable.Found found = sessions.find(connection, update.id());
        Optional<StoredSession> updated = found.live()
                .filter(session -> session.generation() == update.expectedGeneration()
                        && session.version() == update.expectedVersion())
                .map(session -> session.with(update, found.now()));
        if (updated.isPresent()) {
            sessions.update(connection, updated.get(), update);
        }
        return StorageResult.of(updated, found.now());
    }

    StorageResult<Boolean> delete(Connection connection, SessionId id, RevocationCause cause) throws SQLException {
        Optional<SubjectTable.Locked> subject = subjects.lockBySession(connection, id);
        SessionTable.Found found = sessions.find(connection, id);
        if (found.live().isPresent() && subject.isPresent()) {
            return new StorageResult<>(
                    true, found.now(), List.of(end(connection, subject.get(), id, cause, found.now())));
        }
        Revocation revocation = Revocation.sessionEnded(Optional.empty(), id, cause, found.now());
        Optional<Revocation> before = appendUnlessLogged(connection, id, revocation);
        return new StorageResult<>(false, found.now(), List.of(before.orElse(revocation)));
    }

    StorageResult<Integer> deleteAll(Connection connection, String name, RevocationCause cause) throws SQLException {
        SubjectTable.Locked subject = subjects.lock(connection, name);
        StorageResult<Integer> count = sessions.count(connection, name);
        Revocation revocation = Revocation.subjectEnded(name, subject.nextMinimum(count.now()), cause, count.now());
        endBelow(connection, subject, revocation);
        return new StorageResult<>(count.value(), count.now(), List.of(revocation));
    }

    StorageResult<OptionalInt> deleteOthers(Connection connection, SessionId keep, RevocationCause cause)
            throws SQLException {
        Optional<SubjectTable.Locked> subject = subjects.lockBySession(connection, keep);
        SessionTable.Found found = sessions.find(connection, keep);
        if (found.live().isEmpty() || subject.isEmpty()) {
            return StorageResult.of(OptionalInt.empty(), found.now());
        }
        String name = subject.get().subject();
        List<Revocation> revocations = new ArrayList<>();
        for (SessionId id : sessions.ids(connection, name, found.now())) {
            if (!id.equals(keep)) {
                sessions.delete(connection, id);
                revocations.add(Revocation.sessionEnded(Optional.of(name), id, cause, found.now()));
            }
        }
        if (!revocations.isEmpty()) {
            log.append(connection, LogTable.partOf(keep), revocations, 0);
        }
        return new StorageResult<>(OptionalInt.of(revocations.size()), found.now(), revocations);
    }

    StorageResult<Boolean> raiseVersion(Connection connection, SessionId id) throws SQLException {
        Optional<SubjectTable.Locked> subject = subjects.lockBySession(connection, id);
        SessionTable.Found found = sessions.find(connection, id);
        if (found.live().isEmpty() || subject.isEmpty()) {
            return StorageResult.of(false, found.now());
        }
        long minimum = Math.max(found.live().get().version() + 1, found.now().toEpochMilli());
        return new StorageResult<>(
                true, found.now(), List.of(outdate(connection, subject.get(), id, minimum, found.now())));
    }

    StorageResult<Integer> raiseVersions(Connection connection, String name) throws SQLException {
        SubjectTable.Locked subject = subjects.lock(connection, name);
        StorageResult<Integer> count = sessions.count(connection, name);
        Revocation revocation = Revocation.subjectOutdated(name, subject.nextMinimum(count.now()), count.now());
        outdateBelow(connection, subject, revocation);
        return new StorageResult<>(count.value(), count.now(), List.of(revocation));
    }

    /** Carries out a revocation that a node has brought; false if it was in force already. */
    StorageResult<Boolean> restore(Connection connection, Revocation brought) throws SQLException {
        if (brought.sessionId().isPresent()) {
            return restore(connection, brought.sessionId().get(), brought);
        }
        String name = brought.subject().orElseThrow();
        SubjectTable.Locked subject = subjects.lock(connection, name);
        Instant now = sessions.now(connection);
        long minimum = brought.minimumVersion();
        if (brought.kind() == Revocation.Kind.ENDED) {
            if (subject.endedMinimum() >= minimum) {
                return StorageResult.of(false, now);
            }
            endBelow(connection, subject, Revocation.subjectEnded(name, minimum, brought.cause(), now));
        } else {
            if (subject.outdatedMinimum() >= minimum) {
                return StorageResult.of(false, now);
            }
            outdateBelow(connection, subject, Revocation.subjectOutdated(name, minimum, now));
        }
        return StorageResult.of(true, now);
    }

    private StorageResult<Boolean> restore(Connection connection, SessionId id, Revocation brought)
            throws SQLException {
        Optional<SubjectTable.Locked> subject = subjects.lockBySession(connection, id);
        SessionTable.Found found = sessions.find(connection, id);
        Instant now = found.now();
        boolean isLive = found.live().isPresent() && subject.isPresent();
        if (brought.kind() == Revocation.Kind.ENDED) {
            if (isLive) {
                end(connection, subject.get(), id, brought.cause(), now);
                return StorageResult.of(true, now);
            }
            Revocation revocation = Revocation.sessionEnded(brought.subject(), id, brought.cause(), now);
            return StorageResult.of(
                    appendUnlessLogged(connection, id, revocation).isEmpty(), now);
        }
        if (!isLive || found.live().get().version() >= brought.minimumVersion()) {
            return StorageResult.of(false, now);
        }
        outdate(connection, subject.get(), id, brought.minimumVersion(), now);
        return StorageResult.of(true, now);
    }

    private Revocation end(
            Connection connection, SubjectTable.Locked subject, SessionId id, RevocationCause cause, Instant now)
            throws SQLException {
        sessions.delete(connection, id);
        subjects.saveVacant(connection, subject, now);
        Revocation revocation = Revocation.sessionEnded(Optional.of(subject.subject()), id, cause, now);
        log.append(connection, LogTable.partOf(id), List.of(revocation), 0);
        return revocation;
    }

    /** Logs the end of a session that does not exist, unless that was logged before: then, what was logged. */
    private Optional<Revocation> appendUnlessLogged(Connection connection, SessionId id, Revocation revocation)
            throws SQLException {
        log.lock(connection, LogTable.partOf(id));
        Optional<Revocation> logged = log.end(connection, id, revocation.at(), retention.get());
        if (logged.isEmpty()) {
            log.append(connection, LogTable.partOf(id), List.of(revocation), 0);
        }
        return logged;
    }

    private void endBelow(Connection connection, SubjectTable.Locked subject, Revocation revocation)
            throws SQLException {
        long minimum = revocation.minimumVersion();
        sessions.deleteBelow(connection, subject.subject(), minimum);
        subjects.saveVacant(connection, subject.withEndedMinimum(minimum), revocation.at());
        log.append(connection, LogTable.partOf(subject.subject()), List.of(revocation), minimum);
    }

    private Revocation outdate(
            Connection connection, SubjectTable.Locked subject, SessionId id, long minimum, Instant now)
            throws SQLException {
        sessions.raise(connection, id, minimum);
        subjects.save(connection, subject.gave(minimum));
        Revocation revocation = Revocation.sessionOutdated(Optional.of(subject.subject()), id, minimum, now);
        log.append(connection, LogTable.partOf(id), List.of(revocation), minimum);
        return revocation;
    }

    private void outdateBelow(Connection connection, SubjectTable.Locked subject, Revocation revocation)
            throws SQLException {
        long minimum = revocation.minimumVersion();
        sessions.raiseAll(connection, subject.subject(), minimum);
        subjects.saveVacant(connection, subject.withOutdatedMinimum(minimum).gave(minimum), revocation.at());
        log.append(connection, LogTable.partOf(subject.subject()), List.of(revocation), minimum);
    }
}
