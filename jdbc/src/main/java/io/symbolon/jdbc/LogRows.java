package io.symbolon.jdbc;

import io.symbolon.RevocationCause;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.Revocation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Entries of the log as rows. What a newer node wrote is read too, as far as this one knows it. */
final class LogRows {
    static final String SESSION = "SESSION";
    static final String SUBJECT = "SUBJECT";
    static final String EVERYTHING = "EVERYTHING";

    /** The columns that {@link #revocation} and {@link #place} read. */
    static final String COLUMNS =
            "partition_number, seq, entry_id, target, kind, subject, sid, minimum_version, cause, logged_at, extra";

    private LogRows() {}

    static LogEntry entry(ResultSet row) throws SQLException {
        return new LogEntry(row.getInt("partition_number"), place(row), revocation(row));
    }

    static LogPosition.Entry place(ResultSet row) throws SQLException {
        return new LogPosition.Entry(row.getLong("seq"), row.getLong("entry_id"));
    }

    static Revocation revocation(ResultSet row) throws SQLException {
        Revocation.Kind kind =
                new Revocation.Kind(Optional.ofNullable(row.getString("kind")).orElse(""));
        Optional<RevocationCause> cause =
                Optional.ofNullable(row.getString("cause")).map(RevocationCause::named);
        Instant at = Instant.ofEpochMilli(row.getLong("logged_at"));
        try {
            return new Revocation(target(row), kind, minimum(row), cause, at);
        } catch (IllegalArgumentException unreadable) {
            return new Revocation(new Revocation.OfUnknown(type(row)), kind, Revocation.ALL_VERSIONS, cause, at);
        }
    }

    /** What the table calls a target. */
    static String targetType(Revocation.Target target) {
        if (target instanceof Revocation.OfUnknown unknown) {
            return unknown.type();
        }
        if (target instanceof Revocation.OfEverything) {
            return EVERYTHING;
        }
        return target instanceof Revocation.OfSession ? SESSION : SUBJECT;
    }

    private static long minimum(ResultSet row) throws SQLException {
        long minimum = row.getLong("minimum_version");
        return row.wasNull() ? Revocation.ALL_VERSIONS : Math.max(0, minimum);
    }

    private static Revocation.Target target(ResultSet row) throws SQLException {
        String type = type(row);
        Optional<String> subject = Sql.optionalText(row, "subject");
        byte[] sid = row.getBytes("sid");
        if (type.equals(SESSION) && sid != null) {
            return new Revocation.OfSession(SubjectKey.sessionId(sid), subject);
        }
        if (type.equals(SUBJECT) && subject.isPresent()) {
            return new Revocation.OfSubject(subject.get());
        }
        byte[] extra = row.getBytes("extra");
        return type.equals(EVERYTHING) && extra != null
                ? new Revocation.OfEverything(SessionPartitions.ofBytes(extra))
                : new Revocation.OfUnknown(type);
    }

    private static String type(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("target")).orElse("");
    }
}
