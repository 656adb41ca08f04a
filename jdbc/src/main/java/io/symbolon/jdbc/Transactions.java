package io.symbolon.jdbc;

import io.symbolon.SessionStorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Short transactions on borrowed connections, which are given back as they were. One that the database rolled back
 * (dead-lock, serialization failure) is run again, a few times. A connection to a server that is broken or refuses writes
 * is left, and where nothing was done the transaction is run again on another one. Every other failure is reported: that
 * of a commit leaves the outcome open, but every operation of a storage can be repeated.
 *
 * <p>Thread-safe.
 */
final class Transactions {
    private static final int ATTEMPTS = 10;

    /** A pool may hold more connections to a server that was demoted; the next calls find those. */
    private static final int ATTEMPTS_WHERE_READ_ONLY = 3;

    private static final int ATTEMPTS_TO_BORROW = 3;

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** What is done with a connection. */
    interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    /** Something that may be tried again. */
    interface Attempt<R> {
        R run() throws SQLException;
    }

    private final DataSource dataSource;
    private final SqlDialect dialect;
    private final int isolation;
    private final int timeoutMillis;
    private final AtomicInteger inUse = new AtomicInteger();

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

    /** Lends a connection on which each statement is a transaction by itself and sees what is committed. */
    BorrowedConnection borrowToRead() throws SQLException {
        BorrowedConnection borrowed = borrowed(true);
        if (isolation == Connection.TRANSACTION_READ_UNCOMMITTED) {
            try {
                borrowed.readCommitted();
            } catch (SQLException failed) {
                borrowed.close();
                throw failed;
            }
        }
        return borrowed;
    }

    /** Whether a transaction has a connection now; those of {@link #borrowToRead} do not count. */
    boolean areRunning() {
        return inUse.get() > 0;
    }

    /** Tries until it succeeds, fails for good, or the time is over. */
    <R> R again(Attempt<R> attempt) {
        long start = System.nanoTime();
        for (int i = 1; ; i++) {
            try {
                return attempt.run();
            } catch (SQLException failed) {
                long spent = System.nanoTime() - start;
                if (i >= attempts(failed) || spent > TimeUnit.MILLISECONDS.toNanos(timeoutMillis)) {
                    throw Faults.translate("The database could not carry out an operation.", failed);
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS * i / ATTEMPTS) + 1);
            }
        }
    }

    private static int attempts(SQLException failed) {
        if (Faults.wasRolledBack(failed)) {
            return ATTEMPTS;
        }
        return Faults.isReadOnly(failed) ? ATTEMPTS_WHERE_READ_ONLY : 1;
    }

    private <R> R borrow(boolean autoCommit, Work<R> work) throws SQLException {
        try (BorrowedConnection borrowed = borrowed(autoCommit)) {
            inUse.incrementAndGet();
            try {
                return work.on(borrowed.get());
            } catch (SQLException failed) {
                if (Faults.isOfConnection(failed)) {
                    borrowed.leave();
                }
                throw failed;
            } finally {
                inUse.decrementAndGet();
            }
        }
    }

    /** A pool may lend a connection that is closed already: then another one. */
    private BorrowedConnection borrowed(boolean autoCommit) throws SQLException {
        for (int i = 1; ; i++) {
            try {
                return BorrowedConnection.of(connection(), autoCommit, timeoutMillis);
            } catch (SQLException failed) {
                if (i == ATTEMPTS_TO_BORROW || !Faults.isOfConnection(failed)) {
                    throw failed;
                }
            }
        }
    }

    private Connection connection() {
        try {
            return dataSource.getConnection();
        } catch (SQLException failed) {
            throw new SessionStorageException(
                    "The DataSource gave no connection: the database is away, or all connections of the pool are in use."
                            + " Nothing was done: the same call can be made again.",
                    true,
                    failed);
        }
    }

    private static void quietly(Connection connection, SqlDialect.Restore action) {
        try {
            action.restore(connection);
        } catch (SQLException broken) {
            System.getLogger(Transactions.class.getName())
                    .log(System.Logger.Level.DEBUG, "A transaction could not be rolled back.", broken);
        }
    }
}
