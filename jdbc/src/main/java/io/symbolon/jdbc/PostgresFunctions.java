package io.symbolon.jdbc;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.Generation;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionInsert;
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
import org.jspecify.annotations.Nullable;

/**
 * The verbs of every sign-in, refresh and sign-out as functions in the database: one statement, which is one round trip
 * and one transaction. What they do is what {@link SessionWrites} does; where they give no answer, it has to.
 */
final class PostgresFunctions {
    private final String insert;
    private final String update;
    private final String end;
    private final Retention retention;

    PostgresFunctions(Tables tables, Retention retention) {
        this.insert = "SELECT * FROM " + tables.name("insert") + "(" + parameters(17) + ")";
        this.update = "SELECT r.now_ms, r.owner, r.logged_seq, (r.session_row).* FROM " + tables.name("update") + "("
                + parameters(11) + ") r";
        this.end = "SELECT * FROM " + tables.name("end") + "(" + parameters(5) + ")";
        this.retention = retention;
    }

    /** Whether a function refused because of the transaction that it was called in, or of the log's state. */
    static boolean isRefusal(SessionStorageException failed) {
        return failed.getCause() instanceof SQLException cause
                && ("SY001".equals(cause.getSQLState()) || "SY002".equals(cause.getSQLState()));
    }

    /** Empty if the id is stored already; then nothing was done. */
    Optional<Written<InsertResult>> insert(Connection connection, SessionInsert insert) throws SQLException {
        long entryId = LogTable.newEntryId();
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(SubjectKey.bytes(insert.id()));
        parameters.add(SubjectKey.of(insert.subject()));
        parameters.add(Sql.bytes(insert.subject()));
        parameters.add(Sql.bytes(insert.clientId()));
        parameters.add(LogTable.partitionOf(insert.id()));
        parameters.add(entryId);
        parameters.add(insert.minimumVersion());
        parameters.add(Generation.Origin.SIGN_IN.name());
        parameters.add(Sql.bytes(insert.refreshKeyId()));
        parameters.add(insert.lifetime().idle().toMillis());
        parameters.add(insert.lifetime().absolute().toMillis());
        parameters.add(insert.parts().toBytes());
        addLimit(parameters, insert.limits().ofClient());
        addLimit(parameters, insert.limits().ofSubject());
        parameters.add(RevocationCause.REPLACED_BY_NEWER_SIGN_IN.name());
        return Sql.one(connection, this.insert, row -> inserted(row, insert, entryId), parameters.toArray());
    }

    Written<StorageResult<Optional<StoredSession>>> update(Connection connection, SessionUpdate update)
            throws SQLException {
        long entryId = LogTable.newEntryId();
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(SubjectKey.bytes(update.id()));
        parameters.add(update.expectedRevision());
        SessionRows.addGeneration(parameters, update.generation());
        parameters.add(update.refreshes());
        parameters.add(update.outdates());
        parameters.add(update.parts().toBytes());
        parameters.add(LogTable.partitionOf(update.id()));
        parameters.add(entryId);
        return Sql.one(connection, this.update, row -> updated(row, update, entryId), parameters.toArray());
    }

    Written<StorageResult<Boolean>> end(Connection connection, SessionId id, RevocationCause cause)
            throws SQLException {
        return Sql.one(
                connection,
                end,
                row -> Written.of(row.getBoolean("existed"), now(row), List.of(endOf(row, id))),
                SubjectKey.bytes(id),
                LogTable.partitionOf(id),
                LogTable.newEntryId(),
                cause.name(),
                retention.get().toMillis());
    }

    private static Optional<Written<InsertResult>> inserted(ResultSet row, SessionInsert insert, long entryId)
            throws SQLException {
        String outcome = row.getString("outcome");
        if (outcome == null) {
            return Optional.empty();
        }
        long minimum = row.getLong("subject_minimum");
        if (outcome.equals("REFUSED")) {
            return Optional.of(new Written<>(InsertResult.refused(row.getInt("refused_at"), minimum), List.of()));
        }
        Instant now = now(row);
        long seq = row.getLong("first_seq");
        List<LogEntry> entries = new ArrayList<>();
        for (byte[] evicted : (byte[][]) row.getArray("evicted").getArray()) {
            entries.add(new LogEntry(
                    LogTable.partitionOf(insert.id()),
                    new LogPosition.Entry(seq++, entryId),
                    Revocation.sessionEnded(
                            Optional.of(insert.subject()),
                            SubjectKey.sessionId(evicted),
                            RevocationCause.REPLACED_BY_NEWER_SIGN_IN,
                            now)));
        }
        StoredSession session = insert.toSession(row.getLong("new_version"), now);
        return Optional.of(new Written<>(InsertResult.stored(session, minimum, Written.revocations(entries)), entries));
    }

    private static Written<StorageResult<Optional<StoredSession>>> updated(
            ResultSet row, SessionUpdate update, long entryId) throws SQLException {
        Instant now = now(row);
        if (!SessionRows.isPresent(row)) {
            return Written.of(Optional.empty(), now, List.of());
        }
        StoredSession session = SessionRows.read(row, Sql.text(row, "owner"));
        List<LogEntry> entries = update.outdates()
                ? List.of(new LogEntry(
                        LogTable.partitionOf(update.id()),
                        new LogPosition.Entry(row.getLong("logged_seq"), entryId),
                        Revocation.sessionOutdated(
                                Optional.of(session.subject()), session.id(), session.version(), now)))
                : List.of();
        return Written.of(Optional.of(session), now, entries);
    }

    private static LogEntry endOf(ResultSet row, SessionId id) throws SQLException {
        return new LogEntry(
                LogTable.partitionOf(id),
                new LogPosition.Entry(row.getLong("logged_seq"), row.getLong("logged_id")),
                new Revocation(
                        new Revocation.OfSession(id, Sql.optionalText(row, "owner")),
                        new Revocation.Kind(row.getString("logged_kind")),
                        Revocation.ALL_VERSIONS,
                        Optional.ofNullable(row.getString("logged_cause")).map(RevocationCause::named),
                        Instant.ofEpochMilli(row.getLong("logged_at_ms"))));
    }

    private static void addLimit(List<@Nullable Object> parameters, SessionLimit limit) {
        parameters.add(limit instanceof SessionLimit.EvictOldest evict ? evict.maximum() : null);
        parameters.add(limit instanceof SessionLimit.RejectNew reject ? reject.maximum() : null);
    }

    private static Instant now(ResultSet row) throws SQLException {
        return Instant.ofEpochMilli(row.getLong("now_ms"));
    }

    private static String parameters(int count) {
        return "?" + ", ?".repeat(count - 1);
    }
}
