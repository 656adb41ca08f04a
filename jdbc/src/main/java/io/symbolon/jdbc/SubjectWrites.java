package io.symbolon.jdbc;

import io.symbolon.SessionId;
import io.symbolon.storage.Revocation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is written for a revocation, within a transaction that has locked the subject: its rows first, then the log's
 * entry. A partition's floor and a subject's versions are raised in the same step.
 */
final class SubjectWrites {
    private final SubjectTable subjects;
    private final SessionTable sessions;
    private final LogTable log;
    private final Retention retention;

    SubjectWrites(SubjectTable subjects, SessionTable sessions, LogTable log, Retention retention) {
        this.subjects = subjects;
        this.sessions = sessions;
        this.log = log;
        this.retention = retention;
    }

    /** Removes a session and logs what ended it. */
    LogEntry end(Connection connection, SubjectTable.Locked subject, SessionId id, Revocation revocation)
            throws SQLException {
        sessions.delete(connection, id);
        subjects.saveVacant(connection, subject, revocation.at());
        return append(connection, LogTable.partitionOf(id), revocation, 0);
    }

    /** Logs a revocation of a session that does not exist, unless the log says as much. Needs the partition's lock. */
    Logged logUnlessLogged(Connection connection, SessionId id, Revocation revocation) throws SQLException {
        Optional<LogEntry> before = log.saying(connection, id, revocation, retention.get());
        return before.isPresent()
                ? new Logged(before.get(), false)
                : new Logged(append(connection, LogTable.partitionOf(id), revocation, 0), true);
    }

    /** An entry, and whether it is new. */
    record Logged(LogEntry entry, boolean isNew) {}

    /** Ends all sessions of a subject below the revocation's minimum. */
    LogEntry endBelow(Connection connection, SubjectTable.Locked subject, Revocation revocation) throws SQLException {
        long minimum = revocation.minimumVersion();
        sessions.deleteBelow(connection, subject.subject(), minimum);
        subjects.saveVacant(connection, subject.with(subject.versions().ended(minimum)), revocation.at());
        return append(connection, LogTable.partitionOf(subject.subject()), revocation, minimum);
    }

    /** Raises a session's version to a minimum. */
    LogEntry outdate(Connection connection, SubjectTable.Locked subject, SessionId id, long minimum, Instant now)
            throws SQLException {
        sessions.raise(connection, id, minimum);
        return logOutdated(connection, subject, id, minimum, now);
    }

    /** Logs that a session's version was raised to the one that it has now. */
    LogEntry logOutdated(Connection connection, SubjectTable.Locked subject, SessionId id, long version, Instant now)
            throws SQLException {
        subjects.save(connection, subject.with(subject.versions().gave(version)));
        Revocation revocation = Revocation.sessionOutdated(Optional.of(subject.subject()), id, version, now);
        return append(connection, LogTable.partitionOf(id), revocation, version);
    }

    /** Raises the versions of all sessions of a subject to the revocation's minimum. */
    LogEntry outdateBelow(Connection connection, SubjectTable.Locked subject, Revocation revocation)
            throws SQLException {
        long minimum = revocation.minimumVersion();
        sessions.raiseAll(connection, subject.subject(), minimum);
        subjects.saveVacant(
                connection, subject.with(subject.versions().outdated(minimum).gave(minimum)), revocation.at());
        return append(connection, LogTable.partitionOf(subject.subject()), revocation, minimum);
    }

    /** The ends of a subject's sessions that the log holds. */
    List<LogEntry> ends(Connection connection, String subject, Instant now) throws SQLException {
        return log.ends(connection, subject, now, retention.get());
    }

    private LogEntry append(Connection connection, int partition, Revocation revocation, long raised)
            throws SQLException {
        return log.append(connection, partition, List.of(revocation), raised).get(0);
    }
}
