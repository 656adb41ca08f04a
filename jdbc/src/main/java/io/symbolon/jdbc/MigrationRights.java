package io.symbolon.jdbc;

import io.symbolon.SessionStorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Finds out at once whether the database's user may make the schema; Flyway tries for most of a minute. */
final class MigrationRights {
    private static final int ATTEMPTS = 4;

    private final Tables tables;
    private final SqlDialect dialect;

    private MigrationRights(Tables tables, SqlDialect dialect) {
        this.tables = tables;
        this.dialect = dialect;
    }

    /**
     * Makes the schema too, where it is missing.
     *
     * @throws SessionStorageException if the database cannot be reached, or a right is missing: the message says what to
     *     grant
     */
    static void require(DataSource dataSource, Tables tables, SqlDialect dialect) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try {
                new MigrationRights(tables, dialect).require(connection);
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException failed) {
            throw Faults.translate("The database could not be asked what its user may do.", failed);
        }
    }

    private void require(Connection connection) throws SQLException {
        if (tables.schema().isPresent()
                && !dialect.hasSchema(connection, tables.schema().get())) {
            String schema = tables.schema().get();
            require(
                    connection,
                    "create the schema " + schema,
                    it -> Sql.execute(it, "CREATE SCHEMA IF NOT EXISTS " + tables.quoted(schema)));
        }
        if (!isMigrated(connection)) {
            String name = tables.name("probe_" + UUID.randomUUID().toString().substring(0, 8));
            require(connection, "create tables and functions", it -> dialect.tryToMigrate(it, name));
        }
    }

    private boolean isMigrated(Connection connection) {
        try {
            Sql.execute(connection, "SELECT 1 FROM " + tables.quotedName("schema_history") + " WHERE 1 = 0");
            return true;
        } catch (SQLException missing) {
            return false;
        }
    }

    private interface Step {
        void on(Connection connection) throws SQLException;
    }

    private void require(Connection connection, String what, Step step) throws SQLException {
        try {
            untilNotOvertaken(connection, step);
        } catch (SQLException refused) {
            if (Faults.isUnavailable(refused)) {
                throw refused;
            }
            String user = connection.getMetaData().getUserName();
            String schema = tables.schema().isPresent() ? tables.schema().get() : dialect.currentSchema(connection);
            throw new SessionStorageException(
                    "The database's user " + user + " may not " + what + ". Grant it: "
                            + dialect.grantToMigrate(schema, user)
                            + "; or let another user apply the SQL in io/symbolon/jdbc/schema/" + dialect.folder()
                            + " of symbolon-jdbc, and build with migrate(false).",
                    false,
                    refused);
        }
    }

    /** Nodes that start together make the same thing at a time: the databases roll one of them back. */
    private static void untilNotOvertaken(Connection connection, Step step) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                step.on(connection);
                return;
            } catch (SQLException overtaken) {
                if (attempt == ATTEMPTS || !Faults.wasRolledBack(overtaken)) {
                    throw overtaken;
                }
            }
        }
    }
}
