package io.symbolon.jdbc;

import io.symbolon.SessionStorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** Asks a database what it is, and a pool how its connections are set. */
final class DialectDetection {
    /**
     * What was found.
     *
     * @param dialect the database's
     * @param isolation the isolation level that the connections have, as {@link Connection} numbers them
     */
    record Found(SqlDialect dialect, int isolation) {}

    private DialectDetection() {}

    /** @throws SessionStorageException if the database cannot be reached, or this module does not know it */
    static Found detect(JdbcSettings settings) {
        LoginTimeout.ensure(settings.dataSource());
        settings.notification().dataSource().ifPresent(LoginTimeout::ensure);
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        try (BorrowedConnection borrowed =
                BorrowedConnection.of(settings.dataSource().getConnection(), true, timeout)) {
            Connection connection = borrowed.get();
            return new Found(
                    dialect(connection.getMetaData().getDatabaseProductName()), connection.getTransactionIsolation());
        } catch (SQLException failed) {
            throw OpeningFaults.of(settings.dataSource(), failed);
        }
    }

    private static SqlDialect dialect(String product) {
        String name = product.toLowerCase(Locale.ROOT);
        if (name.contains("postgresql")) {
            return new PostgreSqlDialect();
        }
        if (name.contains("mariadb") || name.contains("mysql")) {
            return new MySqlDialect();
        }
        if (name.equals("h2")) {
            return new H2Dialect();
        }
        throw new SessionStorageException(
                "The database is " + product + ": PostgreSQL, MariaDB, MySQL and H2 are supported.", false, null);
    }
}
