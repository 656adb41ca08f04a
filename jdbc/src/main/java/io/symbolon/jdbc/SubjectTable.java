package io.symbolon.jdbc;

import io.symbolon.SessionId;
import io.symbolon.storage.SubjectVersions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements on the table of subjects. A row's lock, held until the commit, orders all that changes a subject. */
final class SubjectTable {
    /** A locked row. */
    record Locked(String subject, SubjectVersions versions) {
        Locked with(SubjectVersions changed) {
            return new Locked(subject, changed);
        }

        /** Without the subject. */
        @Override
        public String toString() {
            return "Locked[" + versions + "]";
        }
    }

    private final String lock;
    private final String lockBySession;
    private final String insert;
    private final String save;

    SubjectTable(Tables tables, SqlDialect dialect) {
        String columns = "SELECT subject, ended_minimum, outdated_minimum, highest_version FROM " + tables.subject();
        this.lock = columns + " WHERE subject_key = ? FOR UPDATE";
        this.lockBySession = columns + " WHERE subject_key = (SELECT s.subject_key FROM " + tables.session()
                + " s WHERE s.sid = ?) FOR UPDATE";
        this.insert = dialect.insertSubject(tables);
        this.save = "UPDATE " + tables.subject()
                + " SET ended_minimum = ?, outdated_minimum = ?, highest_version = ?, vacant_since = ?"
                + " WHERE subject_key = ?";
    }

    /** Locks a subject's row, after it has made one if there is none. */
    Locked lock(Connection connection, String subject) throws SQLException {
        byte[] key = SubjectKey.of(subject);
        while (true) {
            Optional<Locked> locked = Sql.first(connection, lock, SubjectTable::read, (Object) key);
            if (locked.isPresent()) {
                return locked.get();
            }
            Sql.update(connection, insert, key, Sql.bytes(subject), 0L);
        }
    }

    /** Locks the row of a session's subject; empty if there is no such session. */
    Optional<Locked> lockBySession(Connection connection, SessionId id) throws SQLException {
        return Sql.first(connection, lockBySession, SubjectTable::read, (Object) SubjectKey.bytes(id));
    }

    /** Writes the row of a subject that has a session. */
    void save(Connection connection, Locked subject) throws SQLException {
        save(connection, subject, (Long) null);
    }

    /** Writes the row of a subject that may have none any more. */
    void saveVacant(Connection connection, Locked subject, Instant now) throws SQLException {
        save(connection, subject, now.toEpochMilli());
    }

    private void save(Connection connection, Locked subject, @Nullable Long vacantSince) throws SQLException {
        Sql.update(
                connection,
                save,
                subject.versions().endedMinimum(),
                subject.versions().outdatedMinimum(),
                subject.versions().highest(),
                vacantSince,
                SubjectKey.of(subject.subject()));
    }

    private static Locked read(ResultSet row) throws SQLException {
        return new Locked(
                Sql.text(row, "subject"),
                new SubjectVersions(
                        row.getLong("ended_minimum"), row.getLong("outdated_minimum"), row.getLong("highest_version")));
    }
}
