package io.symbolon.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** MariaDB 10.6 and later, MySQL 8. */
final class MySqlDialect implements SqlDialect {
    private static final int NO_SUCH_TABLE = 1146;

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
    public String sessionsOf(Tables tables) {
        return " FROM " + tables.session() + " FORCE INDEX (" + tables.prefix()
                + "session_subject) WHERE subject_key = ? AND subject_key = ?";
    }

    @Override
    public Optional<String> isReadOnly() {
        return Optional.of("@@read_only");
    }

    @Override
    public String currentSchema(Connection connection) throws SQLException {
        return Sql.one(connection, "SELECT COALESCE(DATABASE(), '')", row -> row.getString(1));
    }

    /** DDL cannot be rolled back here, but rights are checked before the table to copy is looked for. */
    @Override
    public void tryToMigrate(Connection connection, String name) throws SQLException {
        try {
            Sql.execute(connection, "CREATE TABLE " + name + " LIKE " + name + "_absent");
        } catch (SQLException failed) {
            if (failed.getErrorCode() != NO_SUCH_TABLE) {
                throw failed;
            }
        }
    }

    @Override
    public String grantToMigrate(String schema, String user) {
        return "GRANT CREATE, ALTER, DROP, INDEX, SELECT, INSERT, UPDATE, DELETE ON `" + schema + "`.* TO " + user;
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
