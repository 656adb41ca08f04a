package io.symbolon.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** PostgreSQL 13 and later. */
final class PostgreSqlDialect implements SqlDialect {
    @Override
    public String folder() {
        return "postgresql";
    }

    @Override
    public String now(Tables tables) {
        return tables.name("now()");
    }

    /** Not by "=": a constant is left out of the order. */
    @Override
    public String sessionsOf(Tables tables) {
        return " FROM " + tables.session() + " WHERE subject_key >= ? AND subject_key <= ?";
    }

    @Override
    public String sessionsAfter(Tables tables) {
        return " FROM " + tables.session() + " WHERE subject_key >= ? AND (subject_key, sid) < (?, ?)";
    }

    @Override
    public Optional<String> isReadOnly() {
        return Optional.of("current_setting('transaction_read_only') = 'on'");
    }

    @Override
    public String insertSubject(Tables tables) {
        return "INSERT INTO " + tables.subject() + " " + SUBJECT_COLUMNS
                + " VALUES (?, ?, 0, 0, 0, ?) ON CONFLICT DO NOTHING";
    }

    @Override
    public String askRetention(Tables tables) {
        return "INSERT INTO " + tables.retention() + " AS r (millis, asked_at) VALUES (?, ?)"
                + " ON CONFLICT (millis) DO UPDATE SET asked_at = greatest(r.asked_at, excluded.asked_at)";
    }

    /** A schema that the user may not use is in no information schema. */
    @Override
    public boolean hasSchema(Connection connection, String schema) throws SQLException {
        return Sql.one(
                connection, "SELECT COUNT(*) FROM pg_namespace WHERE nspname = ?", row -> row.getInt(1) > 0, schema);
    }

    @Override
    public void tryToMigrate(Connection connection, String name) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Sql.execute(connection, "CREATE TABLE " + name + " (n int)");
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Override
    public String grantToMigrate(String schema, String user) {
        return "GRANT USAGE, CREATE ON SCHEMA \"" + schema + "\" TO \"" + user
                + "\" (where the schema is missing, GRANT CREATE ON DATABASE)";
    }

    @Override
    public boolean hasFunctions() {
        return true;
    }
}
