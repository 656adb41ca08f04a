package io.symbolon.jdbc;

import java.util.Optional;

/** MariaDB 10.6 and later, MySQL 8. */
final class MySqlDialect implements SqlDialect {
    @Override
    public String folder() {
        return "mysql";
    }

    @Override
    public String quote() {
        return "`";
    }

    /** UNIX_TIMESTAMP would go by the session's time zone, which has an hour twice a year. */
    @Override
    public String now(Tables tables) {
        return "(TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(3)) DIV 1000)";
    }

    @Override
    public Optional<String> isReadOnly() {
        return Optional.of("@@read_only");
    }

    /** INSERT IGNORE would leave a shared lock on a row that is there, and two of these dead-lock. */
    @Override
    public String insertSubject(Tables tables) {
        return "INSERT INTO " + tables.subject() + " " + SUBJECT_COLUMNS
                + " VALUES (?, ?, 0, 0, 0, ?) ON DUPLICATE KEY UPDATE subject_key = VALUES(subject_key)";
    }

    @Override
    public String askRetention(Tables tables) {
        return "INSERT INTO " + tables.retention()
                + " (millis, asked_at) VALUES (?, ?) ON DUPLICATE KEY UPDATE asked_at = GREATEST(asked_at, VALUES(asked_at))";
    }
}
