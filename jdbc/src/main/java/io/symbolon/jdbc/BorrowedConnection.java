package io.symbolon.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

/**
 * A connection that was borrowed, with every wait for an answer bounded. It is given back as it was, or left for good
 * where its server is of no more use. Not thread-safe.
 */
final class BorrowedConnection implements AutoCloseable {
    /** Something to be done when a connection is given back. */
    private interface Step {
        void on(Connection connection) throws SQLException;
    }

    private static final Step NOTHING = connection -> {};

    private final Connection connection;
    private Step restoreAutoCommit = NOTHING;
    private Step restoreIsolation = NOTHING;
    private Step restoreTimeout = NOTHING;

    private BorrowedConnection(Connection connection) {
        this.connection = connection;
    }

    /** Takes over a connection; closes it if it cannot be set. */
    static BorrowedConnection of(Connection connection, boolean autoCommit, int timeoutMillis) throws SQLException {
        BorrowedConnection borrowed = new BorrowedConnection(connection);
        try {
            borrowed.limitWaiting(timeoutMillis);
            if (connection.getAutoCommit() != autoCommit) {
                connection.setAutoCommit(autoCommit);
                borrowed.restoreAutoCommit = it -> it.setAutoCommit(!autoCommit);
            }
            return borrowed;
        } catch (SQLException failed) {
            if (Faults.isOfConnection(failed)) {
                borrowed.leave();
            }
            borrowed.close();
            throw failed;
        }
    }

    Connection get() {
        return connection;
    }

    /** Outside of a transaction: what is read is committed. */
    void readCommitted() throws SQLException {
        int isolation = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        restoreIsolation = it -> it.setTransactionIsolation(isolation);
    }

    /**
     * Breaks the connection, so that nobody is given it again. A pool finds that out when it lends a connection, or from
     * an error of class 08 that passes through it: so one is caused.
     */
    void leave() {
        quietly(it -> it.abort(Runnable::run));
        quietly(Connection::getAutoCommit);
    }

    @Override
    public void close() {
        quietly(restoreAutoCommit);
        quietly(restoreIsolation);
        quietly(restoreTimeout);
        quietly(Connection::close);
    }

    private void limitWaiting(int timeoutMillis) throws SQLException {
        try {
            int current = connection.getNetworkTimeout();
            if (current <= 0 || current > timeoutMillis) {
                connection.setNetworkTimeout(Runnable::run, timeoutMillis);
                restoreTimeout = it -> it.setNetworkTimeout(Runnable::run, current);
            }
        } catch (SQLFeatureNotSupportedException embedded) {
            restoreTimeout = NOTHING;
        }
    }

    /** What fails here changes no outcome; a broken connection is found out by its pool. */
    private void quietly(Step step) {
        try {
            step.on(connection);
        } catch (SQLException broken) {
            System.getLogger(BorrowedConnection.class.getName())
                    .log(System.Logger.Level.DEBUG, "A connection could not be given back as it was.", broken);
        }
    }
}
