package io.symbolon.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** In what the databases differ. The defaults are standard SQL. */
interface SqlDialect {
    /** The columns of {@link #insertSubject}. */
    String SUBJECT_COLUMNS = "(subject_key, subject, ended_minimum, outdated_minimum, highest_version, vacant_since)";

    /** The folder of the migrations. */
    String folder();

    /** The quotation mark for names. */
    default String quote() {
        return "\"";
    }

    /** The database's clock as an expression: milliseconds since 1970, by no time zone, moving within a transaction. */
    String now(Tables tables);

    /**
     * Makes the transaction that begins with the next statement one of READ COMMITTED, whatever the connection's isolation
     * is: what is read after a lock was waited for has to be up to date. The connection has autocommit off.
     *
     * @return how to leave the connection as it was
     */
    default Restore readCommitted(Connection connection) throws SQLException {
        Sql.execute(connection, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
        return Restore.NOTHING;
    }

    /** Whether the server refuses writes, as an expression that needs no right; empty if it cannot be demoted. */
    default Optional<String> isReadOnly() {
        return Optional.empty();
    }

    /** Inserts a subject's row, with the parameters key, subject, vacant since; does nothing if there is one. */
    String insertSubject(Tables tables);

    /**
     * A subject's sessions as a FROM and a WHERE, for a page: with the parameters key, key. Together with the order by the
     * key and the id they leave no plan but the index of both: one by the id alone would be right too, and read all sessions
     * that are newer.
     */
    default String sessionsOf(Tables tables) {
        return " FROM " + tables.session() + " WHERE subject_key = ? AND subject_key = ?";
    }

    /** The same for those with lower ids than one, with the parameters key, key, id. */
    default String sessionsAfter(Tables tables) {
        return sessionsOf(tables) + " AND sid < ?";
    }

    /** Inserts or renews a retention, with the parameters millis, asked at. */
    String askRetention(Tables tables);

    /** Whether there is a schema of a name. */
    default boolean hasSchema(Connection connection, String schema) throws SQLException {
        return Sql.one(
                connection,
                "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = ?",
                row -> row.getInt(1) > 0,
                schema);
    }

    /** The schema in which a table without a schema's name is made. */
    default String currentSchema(Connection connection) throws SQLException {
        return Optional.ofNullable(connection.getSchema()).orElse("public");
    }

    /**
     * Tries whether the connection's user may do what the migrations do, and leaves nothing behind. The connection has
     * autocommit on.
     *
     * @param name of no table and no function
     * @throws SQLException if the user may not
     */
    void tryToMigrate(Connection connection, String name) throws SQLException;

    /** The statement by which an administrator lets a user migrate. */
    String grantToMigrate(String schema, String user);

    /** Whether the functions of {@link PostgresFunctions} are there. */
    default boolean hasFunctions() {
        return false;
    }

    /** Whether an interrupt during a call would break more than the call, so that it must not reach the driver. */
    default boolean isHarmedByInterrupts() {
        return false;
    }

    /** See {@link #readCommitted}. */
    interface Restore {
        /** Nothing has to be done. */
        Restore NOTHING = connection -> {};

        void restore(Connection connection) throws SQLException;
    }
}
