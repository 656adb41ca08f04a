package io.symbolon.jdbc;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.LimitDecision;
import io.symbolon.storage.PartitionVersions;
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
 * then its sessions, then a partition of the log, so none waits for another in a circle; and all of them read after they
 * have locked, at READ COMMITTED, so what they read is what the one before has left. The time is read after the lock as
 * well. What raises a version has the partition's lock before it looks at the session: else everything could be ended
 * between the two, and the session go on above its minimum.
 */
final class SessionWrites {
    private final SubjectTable subjects;
    private final SessionTable sessions;
    private final LogTable log;
    private final SubjectWrites writes;

    SessionWrites(SubjectTable subjects, SessionTable sessions, LogTable log, SubjectWrites writes) {
        this.subjects = subjects;
        this.sessions = sessions;
        this.log = log;
        this.writes = writes;
    }

    Written<InsertResult> insert(Connection connection, SessionInsert insert) throws SQLException {
        SubjectTable.Locked subject = subjects.lock(connection, insert.subject());
        SessionTable.Found found = sessions.find(connection, insert.id());
        Instant now = found.now();
        long minimum = subject.versions().minimum();
        if (found.live().isPresent()) {
            List<LogEntry> ends = writes.ends(connection, insert.subject(), now);
            return new Written<>(InsertResult.stored(found.live().get(), minimum, Written.revocations(ends)), ends);
        }
        LimitDecision decision = LimitDecision.decide(
                insert.limits(), insert.clientId(), sessions.candidates(connection, insert.subject(), now));
        if (decision instanceof LimitDecision.Refuse refuse) {
            return new Written<>(InsertResult.refused(refuse.maximum(), minimum), List.of());
        }
        if (found.stored().isPresent()) {
            // Its time was over.
            sessions.delete(connection, insert.id());
        }
        int partition = LogTable.partitionOf(insert.id());
        PartitionVersions kept = log.versions(connection, partition);
        StoredSession session =
                insert.toSession(subject.versions().ofNewSession(kept.floor(), insert.minimumVersion(), now), now);
        List<SessionId> evicted = ((LimitDecision.Accept) decision).evicted();
        for (SessionId id : evicted) {
            sessions.delete(connection, id);
        }
        sessions.insert(connection, session);
        subjects.save(connection, subject.with(subject.versions().gave(session.version())));
        if (session.version() > kept.highest()) {
            log.gave(connection, partition, session.version());
        }
        List<LogEntry> entries = logEnds(connection, subject, evicted, RevocationCause.REPLACED_BY_NEWER_SIGN_IN, now);
        return new Written<>(InsertResult.stored(session, minimum, Written.revocations(entries)), entries);
    }

    Written<StorageResult<Optional<StoredSession>>> update(Connection connection, SessionUpdate update)
            throws SQLException {
        Optional<SubjectTable.Locked> subject = subjects.lockBySession(connection, update.id());
        if (update.outdates()) {
            log.lock(connection, LogTable.partitionOf(update.id()));
        }
        SessionTable.Found found = sessions.find(connection, update.id());
        Optional<StoredSession> updated = found.live()
                .filter(session -> session.revision() == update.expectedRevision())
                .map(session -> session.with(update, found.now()));
        if (updated.isEmpty() || subject.isEmpty()) {
            return Written.of(Optional.empty(), found.now(), List.of());
        }
        sessions.update(connection, updated.get(), update);
        List<LogEntry> entries = update.outdates()
                ? List.of(writes.logOutdated(
                        connection, subject.get(), update.id(), updated.get().version(), found.now()))
                : List.of();
        return Written.of(updated, found.now(), entries);
    }

    Written<StorageResult<Boolean>> end(Connection connection, SessionId id, RevocationCause cause)
            throws SQLException {
        Optional<SubjectTable.Locked> subject = subjects.lockBySession(connection, id);
        SessionTable.Found found = sessions.find(connection, id);
        boolean exists = found.live().isPresent() && subject.isPresent();
        Revocation revocation =
                Revocation.sessionEnded(subject.map(SubjectTable.Locked::subject), id, cause, found.now());
        if (exists) {
            return Written.of(true, found.now(), List.of(writes.end(connection, subject.get(), id, revocation)));
        }
        log.lock(connection, LogTable.partitionOf(id));
        LogEntry entry = writes.logUnlessLogged(connection, id, revocation).entry();
        return Written.of(false, found.now(), List.of(entry));
    }

    Written<StorageResult<Integer>> endAll(Connection connection, String subject, RevocationCause cause, long atLeast)
            throws SQLException {
        SubjectTable.Locked locked = subjects.lock(connection, subject);
        StorageResult<Integer> count = sessions.count(connection, subject);
        long minimum = locked.versions().nextMinimum(atLeast, count.now());
        Revocation revocation = Revocation.subjectEnded(subject, minimum, cause, count.now());
        return Written.of(count.value(), count.now(), List.of(writes.endBelow(connection, locked, revocation)));
    }

    Written<StorageResult<OptionalInt>> endOthers(Connection connection, SessionId keep, RevocationCause cause)
            throws SQLException {
        Optional<SubjectTable.Locked> subject = subjects.lockBySession(connection, keep);
        SessionTable.Found found = sessions.find(connection, keep);
        if (found.live().isEmpty() || subject.isEmpty()) {
            return Written.of(OptionalInt.empty(), found.now(), List.of());
        }
        List<SessionId> others = sessions.candidates(connection, subject.get().subject(), found.now()).stream()
                .map(LimitDecision.Candidate::id)
                .filter(id -> !id.equals(keep))
                .toList();
        for (SessionId id : others) {
            sessions.delete(connection, id);
        }
        List<LogEntry> entries =
                new ArrayList<>(writes.ends(connection, subject.get().subject(), found.now()));
        entries.addAll(logEnds(connection, subject.get(), others, cause, found.now()));
        return Written.of(OptionalInt.of(others.size()), found.now(), entries);
    }

    Written<StorageResult<Boolean>> outdate(Connection connection, SessionId id) throws SQLException {
        Optional<SubjectTable.Locked> subject = subjects.lockBySession(connection, id);
        log.lock(connection, LogTable.partitionOf(id));
        SessionTable.Found found = sessions.find(connection, id);
        if (found.live().isEmpty() || subject.isEmpty()) {
            return Written.of(false, found.now(), List.of());
        }
        long minimum = found.live().get().nextVersion(found.now());
        return Written.of(
                true, found.now(), List.of(writes.outdate(connection, subject.get(), id, minimum, found.now())));
    }

    Written<StorageResult<Integer>> outdateAll(Connection connection, String subject) throws SQLException {
        SubjectTable.Locked locked = subjects.lock(connection, subject);
        log.lock(connection, LogTable.partitionOf(subject));
        StorageResult<Integer> count = sessions.count(connection, subject);
        long minimum = locked.versions().nextMinimum(0, count.now());
        Revocation revocation = Revocation.subjectOutdated(subject, minimum, count.now());
        return Written.of(count.value(), count.now(), List.of(writes.outdateBelow(connection, locked, revocation)));
    }

    private List<LogEntry> logEnds(
            Connection connection,
            SubjectTable.Locked subject,
            List<SessionId> ended,
            RevocationCause cause,
            Instant now)
            throws SQLException {
        if (ended.isEmpty()) {
            return List.of();
        }
        List<Revocation> revocations = ended.stream()
                .map(id -> Revocation.sessionEnded(Optional.of(subject.subject()), id, cause, now))
                .toList();
        return log.append(connection, LogTable.partitionOf(subject.subject()), revocations, 0);
    }
}
