package io.symbolon.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** H2 2.2 and later, in memory, on file, or as a server. */
final class H2Dialect implements SqlDialect {
    @Override
    public String folder() {
        return "h2";
    }

    @Override
    public String now(Tables tables) {
        return tables.name("now()");
    }

    /** H2 has it for the session only. */
    @Override
    public Restore readCommitted(Connection connection) throws SQLException {
        int isolation = connection.getTransactionIsolation();
        if (isolation == Connection.TRANSACTION_READ_COMMITTED) {
            return Restore.NOTHING;
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return restored -> restored.setTransactionIsolation(isolation);
    }

    @Override
    public String insertSubject(Tables tables) {
        return "MERGE INTO " + tables.subject() + " t"
                + " USING (VALUES (CAST(? AS BINARY(32)), CAST(? AS VARBINARY(4096)), CAST(? AS BIGINT)))"
                + " n (subject_key, subject, vacant_since) ON t.subject_key = n.subject_key"
                + " WHEN NOT MATCHED THEN INSERT " + SUBJECT_COLUMNS
                + " VALUES (n.subject_key, n.subject, 0, 0, 0, n.vacant_since)";
    }

    @Override
    public String askRetention(Tables tables) {
        return "MERGE INTO " + tables.retention() + " t"
                + " USING (VALUES (CAST(? AS BIGINT), CAST(? AS BIGINT))) n (millis, asked_at) ON t.millis = n.millis"
                + " WHEN MATCHED THEN UPDATE SET asked_at = GREATEST(t.asked_at, n.asked_at)"
                + " WHEN NOT MATCHED THEN INSERT (millis, asked_at) VALUES (n.millis, n.asked_at)";
    }

    /** Only an administrator may make an alias. */
    @Override
    public void tryToMigrate(Connection connection, String name) throws SQLException {
        Sql.execute(connection, "CREATE ALIAS " + name + " FOR 'java.lang.System.currentTimeMillis'");
        Sql.execute(connection, "DROP ALIAS " + name);
    }

    @Override
    public String grantToMigrate(String schema, String user) {
        return "ALTER USER " + user + " ADMIN TRUE";
    }

    /** An interrupt may close the channel of an embedded file (InterruptibleChannel), and with it the database. */
    @Override
    public boolean isHarmedByInterrupts() {
        return true;
    }
}
