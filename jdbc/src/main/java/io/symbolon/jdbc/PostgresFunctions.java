package io.symbolon.jdbc;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.SessionStorageException;
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
    private final String delete;
    private final Retention retention;

    PostgresFunctions(Tables tables, Retention retention) {
        this.insert = "SELECT * FROM " + tables.name("insert") + "(" + parameters(18) + ")";
        this.update = "SELECT r.now_ms, r.subject, (r.session_row).* FROM " + tables.name("update") + "("
                + parameters(11) + ") r";
        this.delete = "SELECT * FROM " + tables.name("delete") + "(" + parameters(5) + ")";
        this.retention = retention;
    }

    /** Whether a function refused because of the transaction that it was called in, or of the log's state. */
    static boolean isRefusal(SessionStorageException failed) {
        return failed.getCause() instanceof SQLException cause
                && ("SY001".equals(cause.getSQLState()) || "SY002".equals(cause.getSQLState()));
    }

    /** Empty if the id is stored already; then nothing was done. */
    Optional<InsertResult> insert(Connection connection, SessionInsert insert) throws SQLException {
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(SubjectKey.bytes(insert.id()));
        parameters.add(SubjectKey.of(insert.subject()));
        parameters.add(Sql.bytes(insert.subject()));
        parameters.add(LogTable.partOf(insert.id()));
        parameters.add(LogTable.newTag());
        parameters.add(insert.minimumVersion());
        parameters.add(Sql.bytes(insert.refreshKeyId()));
        parameters.add(insert.lifetime().idle().toMillis());
        parameters.add(insert.lifetime().absolute().toMillis());
        parameters.add(SessionRows.millis(insert.accessTokenTtl()));
        SessionRows.addContext(parameters, insert.context());
        parameters.add(Sql.bytes(insert.claims()));
        parameters.add(insert.limit() instanceof SessionLimit.EvictOldest evict ? evict.maximum() : null);
        parameters.add(insert.limit() instanceof SessionLimit.RejectNew reject ? reject.maximum() : null);
        parameters.add(RevocationCause.REPLACED_BY_NEWER_SIGN_IN.name());
        return Sql.one(connection, this.insert, row -> inserted(row, insert), parameters.toArray());
    }

    StorageResult<Optional<StoredSession>> update(Connection connection, SessionUpdate update) throws SQLException {
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(SubjectKey.bytes(update.id()));
        parameters.add(update.expectedGeneration());
        parameters.add(update.expectedVersion());
        parameters.add(update.generation());
        parameters.add(Sql.bytes(update.refreshKeyId()));
        parameters.add(update.refreshes());
        SessionRows.addContext(parameters, update.lastSeenFrom());
        parameters.add(Sql.bytes(update.claims()));
        return Sql.one(
                connection,
                this.update,
                row -> StorageResult.of(
                        SessionRows.isPresent(row)
                                ? Optional.of(SessionRows.read(row, Sql.text(row, "subject")))
                                : Optional.<StoredSession>empty(),
                        now(row)),
                parameters.toArray());
    }

    StorageResult<Boolean> delete(Connection connection, SessionId id, RevocationCause cause) throws SQLException {
        return Sql.one(
                connection,
                delete,
                row -> new StorageResult<>(
                        row.getBoolean("existed"),
                        now(row),
                        List.of(Revocation.sessionEnded(
                                Sql.optionalText(row, "subject"),
                                id,
                                RevocationCause.valueOf(row.getString("logged_cause")),
                                Instant.ofEpochMilli(row.getLong("logged_at"))))),
                SubjectKey.bytes(id),
                LogTable.partOf(id),
                LogTable.newTag(),
                cause.name(),
                retention.get().toMillis());
    }

    private static Optional<InsertResult> inserted(ResultSet row, SessionInsert insert) throws SQLException {
        String outcome = row.getString("outcome");
        if (outcome == null) {
            return Optional.empty();
        }
        long minimum = row.getLong("subject_minimum");
        if (outcome.equals("REJECTED")) {
            return Optional.of(new InsertResult(Optional.empty(), minimum, List.of()));
        }
        Instant now = now(row);
        List<Revocation> revocations = new ArrayList<>();
        if (row.getArray("evicted") != null) {
            for (byte[] evicted : (byte[][]) row.getArray("evicted").getArray()) {
                revocations.add(Revocation.sessionEnded(
                        Optional.of(insert.subject()),
                        SubjectKey.sessionId(evicted),
                        RevocationCause.REPLACED_BY_NEWER_SIGN_IN,
                        now));
            }
        }
        StoredSession session = insert.toSession(row.getLong("new_version"), now);
        return Optional.of(new InsertResult(Optional.of(session), minimum, revocations));
    }

    private static Instant now(ResultSet row) throws SQLException {
        return Instant.ofEpochMilli(row.getLong("now_ms"));
    }

    private static String parameters(int count) {
        return "?" + ", ?".repeat(count - 1);
    }
}
