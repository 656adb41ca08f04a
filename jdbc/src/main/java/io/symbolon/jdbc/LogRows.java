package io.symbolon.jdbc;

import io.symbolon.RevocationCause;
import io.symbolon.storage.Revocation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Entries of the log as rows. What a newer node wrote is read too, as far as this one knows it. */
final class LogRows {
    static final String SESSION = "SESSION";
    static final String SUBJECT = "SUBJECT";

    /** The columns that {@link #revocation} and {@link #place} read. */
    static final String COLUMNS =
            "partition_number, seq, entry_id, target, kind, subject, sid, minimum_version, cause, logged_at";

    private LogRows() {}

    static LogEntry entry(ResultSet row) throws SQLException {
        return new LogEntry(row.getInt("partition_number"), place(row), revocation(row));
    }

    static LogPosition.Entry place(ResultSet row) throws SQLException {
        return new LogPosition.Entry(row.getLong("seq"), row.getLong("entry_id"));
    }

    static Revocation revocation(ResultSet row) throws SQLException {
        return new Revocation(
                target(row),
                new Revocation.Kind(Optional.ofNullable(row.getString("kind")).orElse("")),
                minimum(row),
                Optional.ofNullable(row.getString("cause")).map(RevocationCause::named),
                Instant.ofEpochMilli(row.getLong("logged_at")));
    }

    /** What the table calls a target. */
    static String targetType(Revocation.Target target) {
        if (target instanceof Revocation.OfUnknown unknown) {
            return unknown.type();
        }
        return target instanceof Revocation.OfSession ? SESSION : SUBJECT;
    }

    private static long minimum(ResultSet row) throws SQLException {
        long minimum = row.getLong("minimum_version");
        return row.wasNull() ? Revocation.ALL_VERSIONS : Math.max(0, minimum);
    }

    private static Revocation.Target target(ResultSet row) throws SQLException {
        String type = Optional.ofNullable(row.getString("target")).orElse("");
        Optional<String> subject = Sql.optionalText(row, "subject");
        byte[] sid = row.getBytes("sid");
        if (type.equals(SESSION) && sid != null) {
            return new Revocation.OfSession(SubjectKey.sessionId(sid), subject);
        }
        if (type.equals(SUBJECT) && subject.isPresent()) {
            return new Revocation.OfSubject(subject.get());
        }
        return new Revocation.OfUnknown(type);
    }
}
