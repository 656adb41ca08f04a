package io.symbolon.jdbc;

import io.symbolon.SessionStorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Short transactions on borrowed connections, which are given back as they were. One that the database rolled back
 * (dead-lock, serialization failure) is run again, a few times. Every other failure is reported: that of a commit leaves
 * the outcome open, but every operation of a storage can be repeated.
 */
final class Transactions {
    private static final int ATTEMPTS = 10;
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** What is done with a connection. */
    interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    private final DataSource dataSource;
    private final SqlDialect dialect;
    private final int isolation;
    private final int timeoutMillis;

    Transactions(DataSource dataSource, DialectDetection.Found found, Duration timeout) {
        this.dataSource = dataSource;
        this.dialect = found.dialect();
        this.isolation = found.isolation();
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /** Runs statements as one transaction, each of which sees what was committed before it began. */
    <R> R transaction(Work<R> work) {
        return again(() -> borrow(false, connection -> {
            SqlDialect.Restore restore = dialect.readCommitted(connection);
            try {
                R result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failed) {
                quietly(connection, Connection::rollback);
                throw failed;
            } finally {
                quietly(connection, restore);
            }
        }));
    }

    /** Runs statements each of which is a transaction by itself, and has one round trip. */
    <R> R statement(Work<R> work) {
        return again(() -> borrow(true, work));
    }

    /** Runs a statement that needs READ COMMITTED: by itself where the pool's connections have that. */
    <R> R readCommittedStatement(Work<R> work) {
        return isolation == Connection.TRANSACTION_READ_COMMITTED ? statement(work) : transaction(work);
    }

    /** Runs statements that must not see what was not committed. */
    <R> R read(Work<R> work) {
        return isolation == Connection.TRANSACTION_READ_UNCOMMITTED ? transaction(work) : statement(work);
    }

    private interface Attempt<R> {
        R run() throws SQLException;
    }

    private <R> R again(Attempt<R> attempt) {
        long start = System.nanoTime();
        for (int i = 1; ; i++) {
            try {
                return attempt.run();
            } catch (SQLException failed) {
                long spent = System.nanoTime() - start;
                if (!Faults.wasRolledBack(failed)
                        || i >= ATTEMPTS
                        || spent > TimeUnit.MILLISECONDS.toNanos(timeoutMillis)) {
                    throw Faults.translate("The database could not carry out an operation.", failed);
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS * i / ATTEMPTS) + 1);
            }
        }
    }

    private <R> R borrow(boolean autoCommit, Work<R> work) throws SQLException {
        Connection connection = connection();
        try {
            int networkTimeout = limitWaiting(connection);
            boolean oldAutoCommit = connection.getAutoCommit();
            try {
                if (oldAutoCommit != autoCommit) {
                    connection.setAutoCommit(autoCommit);
                }
                return work.on(connection);
            } finally {
                quietly(connection, it -> {
                    if (oldAutoCommit != autoCommit) {
                        it.setAutoCommit(oldAutoCommit);
                    }
                    if (networkTimeout >= 0) {
                        it.setNetworkTimeout(Runnable::run, networkTimeout);
                    }
                });
            }
        } finally {
            quietly(connection, Connection::close);
        }
    }

    private Connection connection() {
        try {
            return dataSource.getConnection();
        } catch (SQLException failed) {
            throw new SessionStorageException(
                    "The DataSource gave no connection: the database is away, or all connections of the pool are in use."
                            + " Nothing was done.",
                    true,
                    failed);
        }
    }

    /**
     * Bounds every wait for an answer, so that a server that says nothing more fails a call instead of holding it.
     *
     * @return the time to give back, or -1 if nothing was changed
     */
    private int limitWaiting(Connection connection) throws SQLException {
        try {
            int current = connection.getNetworkTimeout();
            if (current > 0 && current <= timeoutMillis) {
                return -1;
            }
            connection.setNetworkTimeout(Runnable::run, timeoutMillis);
            return current;
        } catch (SQLFeatureNotSupportedException embedded) {
            return -1;
        }
    }

    /** What fails here changes no outcome; a broken connection is found out by its pool. */
    private static void quietly(Connection connection, SqlDialect.Restore action) {
        try {
            action.restore(connection);
        } catch (SQLException broken) {
            System.getLogger(Transactions.class.getName())
                    .log(System.Logger.Level.DEBUG, "A connection could not be given back as it was.", broken);
        }
    }
}
