package io.symbolon.jdbc;

import io.symbolon.SessionId;
import io.symbolon.storage.LimitDecision;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements on the table of sessions. A writer holds the lock of the session's subject. */
final class SessionTable {
    /** A row whether it still counts or not, the minimum of everything in its partition, and the database's time. */
    record Found(Optional<StoredSession> stored, long everythingMinimum, Instant now) {
        Optional<StoredSession> live() {
            return stored.filter(session -> session.expiresAt().isAfter(now) && session.version() >= everythingMinimum);
        }
    }

    private final String now;
    private final String find;
    private final String findAll;
    private final String findPage;
    private final String findPageAfter;
    private final String findCandidates;
    private final String countLive;
    private final String insert;
    private final String update;
    private final String delete;
    private final String deleteBelow;
    private final String raise;
    private final String raiseAll;
    private final String writeNothing;

    SessionTable(Tables tables, SqlDialect dialect) {
        String table = tables.session();
        String clock = "(SELECT " + dialect.now(tables) + " AS now_ms) c";
        this.now = "SELECT c.now_ms FROM " + clock;
        String kept = " JOIN " + tables.partition() + " p ON p.partition_number = ?";
        String notEnded = " AND version >= (SELECT p.everything_minimum FROM " + tables.partition()
                + " p WHERE p.partition_number = ?)";
        this.find = "SELECT c.now_ms, p.everything_minimum, u.subject, s.* FROM " + clock + kept + " LEFT JOIN " + table
                + " s ON s.sid = ? LEFT JOIN " + tables.subject() + " u ON u.subject_key = s.subject_key";
        // + 0: with the index of expires_at, a database without statistics would read the sessions of all subjects.
        String live = " LEFT JOIN " + table
                + " s ON s.subject_key = ? AND s.expires_at + 0 > c.now_ms AND s.version >= p.everything_minimum";
        this.findAll = "SELECT c.now_ms, s.* FROM " + clock + kept + live;
        String page = " AND expires_at + 0 > ?" + notEnded + " ORDER BY subject_key DESC, sid DESC LIMIT ?";
        this.findPage = "SELECT *" + dialect.sessionsOf(tables) + page;
        this.findPageAfter = "SELECT *" + dialect.sessionsAfter(tables) + page;
        this.findCandidates = "SELECT sid, client_id, created_at FROM " + table
                + " WHERE subject_key = ? AND expires_at + 0 > ?" + notEnded + " ORDER BY created_at, sid";
        this.countLive = "SELECT c.now_ms, COUNT(s.sid) FROM " + clock + kept + live + " GROUP BY c.now_ms";
        this.insert = "INSERT INTO " + table + " (" + String.join(", ", SessionRows.COLUMNS) + ") VALUES (?"
                + ", ?".repeat(SessionRows.COLUMNS.size() - 1) + ")";
        this.update = "UPDATE " + table + " SET version = ?, revision = ?, generation = COALESCE(?, generation),"
                + " grace_from = COALESCE(?, grace_from), origin = COALESCE(?, origin),"
                + " refresh_key_id = COALESCE(?, refresh_key_id), rotated_at = COALESCE(?, rotated_at),"
                + " refreshed_at = ?, expires_at = ?, parts = ? WHERE sid = ?";
        this.delete = "DELETE FROM " + table + " WHERE sid = ?";
        this.deleteBelow = "DELETE FROM " + table + " WHERE subject_key = ? AND version < ?";
        this.raise = "UPDATE " + table + " SET version = ?, revision = revision + 1 WHERE sid = ? AND version < ?";
        this.raiseAll = "UPDATE " + table
                + " SET version = ?, revision = revision + 1 WHERE subject_key = ? AND version < ?" + notEnded;
        this.writeNothing = "DELETE FROM " + table + " WHERE 1 = 0";
    }

    /** Fails where the server refuses writes, as one does that was demoted. Changes nothing. */
    void requireWrites(Connection connection) throws SQLException {
        Sql.update(connection, writeNothing);
    }

    Instant now(Connection connection) throws SQLException {
        return Sql.one(connection, now, SessionTable::now);
    }

    /** Needs no lock; one statement. */
    Found find(Connection connection, SessionId id) throws SQLException {
        return Sql.one(
                connection,
                find,
                row -> new Found(
                        SessionRows.isPresent(row)
                                ? Optional.of(SessionRows.read(row, Sql.text(row, "subject")))
                                : Optional.empty(),
                        row.getLong("everything_minimum"),
                        now(row)),
                LogTable.partitionOf(id),
                SubjectKey.bytes(id));
    }

    /** Needs no lock; one statement. */
    StorageResult<List<StoredSession>> findAll(Connection connection, String subject) throws SQLException {
        List<Found> found = Sql.query(
                connection,
                findAll,
                row -> new Found(
                        SessionRows.isPresent(row) ? Optional.of(SessionRows.read(row, subject)) : Optional.empty(),
                        0,
                        now(row)),
                LogTable.partitionOf(subject),
                SubjectKey.of(subject));
        List<StoredSession> sessions =
                found.stream().flatMap(each -> each.stored().stream()).toList();
        return StorageResult.of(sessions, found.get(0).now());
    }

    /** Needs no lock: what is there by the second statement, less what had expired by the first. */
    StorageResult<List<StoredSession>> findPage(
            Connection connection, String subject, int limit, Optional<SessionId> after) throws SQLException {
        Instant now = now(connection);
        byte[] key = SubjectKey.of(subject);
        List<Object> parameters = new ArrayList<>(List.of(key, key));
        after.map(SubjectKey::bytes).ifPresent(parameters::add);
        parameters.addAll(List.of(now.toEpochMilli(), LogTable.partitionOf(subject), limit));
        List<StoredSession> page = Sql.query(
                connection,
                after.isPresent() ? findPageAfter : findPage,
                row -> SessionRows.read(row, subject),
                parameters.toArray());
        return StorageResult.of(page, now);
    }

    /** A subject's live sessions, the oldest first. */
    List<LimitDecision.Candidate> candidates(Connection connection, String subject, Instant now) throws SQLException {
        return Sql.query(
                connection,
                findCandidates,
                row -> new LimitDecision.Candidate(
                        SubjectKey.sessionId(row.getBytes("sid")),
                        Sql.text(row, "client_id"),
                        Instant.ofEpochMilli(row.getLong("created_at"))),
                SubjectKey.of(subject),
                now.toEpochMilli(),
                LogTable.partitionOf(subject));
    }

    /** How many live sessions a subject has. */
    StorageResult<Integer> count(Connection connection, String subject) throws SQLException {
        return Sql.one(
                connection,
                countLive,
                row -> StorageResult.of(row.getInt(2), now(row)),
                LogTable.partitionOf(subject),
                SubjectKey.of(subject));
    }

    void insert(Connection connection, StoredSession session) throws SQLException {
        Sql.update(connection, insert, SessionRows.insertParameters(session));
    }

    void update(Connection connection, StoredSession updated, SessionUpdate update) throws SQLException {
        Sql.update(connection, this.update, SessionRows.updateParameters(updated, update));
    }

    void delete(Connection connection, SessionId id) throws SQLException {
        Sql.update(connection, delete, (Object) SubjectKey.bytes(id));
    }

    void deleteBelow(Connection connection, String subject, long minimum) throws SQLException {
        Sql.update(connection, deleteBelow, SubjectKey.of(subject), minimum);
    }

    void raise(Connection connection, SessionId id, long minimum) throws SQLException {
        Sql.update(connection, raise, minimum, SubjectKey.bytes(id), minimum);
    }

    void raiseAll(Connection connection, String subject, long minimum) throws SQLException {
        Sql.update(connection, raiseAll, minimum, SubjectKey.of(subject), minimum, LogTable.partitionOf(subject));
    }

    private static Instant now(ResultSet row) throws SQLException {
        return Instant.ofEpochMilli(row.getLong("now_ms"));
    }
}
