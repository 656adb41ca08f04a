package io.symbolon.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * The connection on which the log is read. It is kept, so that reading never waits behind those who want a connection of
 * the pool; but a pool that has no other one gets it back after each read.
 *
 * <p>Thread-safe.
 */
final class LogConnection {
    private static final long NANOS_BETWEEN_CHECKS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final DataSource dataSource;
    private final Optional<String> isReadOnly;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<BorrowedConnection> kept = Optional.empty();
    private long checkedAt = System.nanoTime();
    private volatile boolean isSpare;
    private volatile boolean closed;

    /** @param isReadOnly asks whether the server refuses writes; empty if the log is only ever read */
    LogConnection(Transactions transactions, DataSource dataSource, Optional<String> isReadOnly) {
        this.transactions = transactions;
        this.dataSource = dataSource;
        this.isReadOnly = isReadOnly.map(expression -> "SELECT " + expression);
    }

    /** Reads for the first time, and finds out whether the connection can be kept. */
    <R> R open(Transactions.Work<R> work) throws InterruptedException {
        return read(connection -> {
            R result = work.on(connection);
            isSpare = PoolRoom.isLeft(dataSource);
            return result;
        });
    }

    <R> R read(Transactions.Work<R> work) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return transactions.again(() -> readOrReconnect(work));
        } finally {
            lock.unlock();
        }
    }

    /** Whether the pool has room for it. */
    boolean isKept() {
        return isSpare;
    }

    /** Gives the connection back, after the read that is under way. */
    void close() {
        closed = true;
        try {
            if (lock.tryLock(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    kept.ifPresent(BorrowedConnection::close);
                    kept = Optional.empty();
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private <R> R readOrReconnect(Transactions.Work<R> work) throws SQLException {
        boolean mayBeStale = kept.isPresent();
        try {
            return readOnce(work);
        } catch (SQLException failed) {
            // A kept one may have broken long ago, and nobody noticed.
            if (mayBeStale && Faults.isOfConnection(failed)) {
                return readOnce(work);
            }
            throw failed;
        }
    }

    private <R> R readOnce(Transactions.Work<R> work) throws SQLException {
        if (closed) {
            // A read that comes late must not borrow again: its DataSource may be closed next.
            throw new IllegalStateException("The storage is closed.");
        }
        BorrowedConnection connection = kept.isPresent() ? kept.get() : transactions.borrowToRead();
        kept = Optional.empty();
        try {
            R result = work.on(connection.get());
            if (isToBeKept() && !isDemoted(connection)) {
                kept = Optional.of(connection);
            }
            return result;
        } catch (SQLException failed) {
            if (Faults.isOfConnection(failed)) {
                connection.leave();
            }
            throw failed;
        } finally {
            if (kept.isEmpty()) {
                connection.close();
            }
        }
    }

    /** A pool that looked exhausted at first shows its size when two connections are in use at a time. */
    private boolean isToBeKept() {
        isSpare |= transactions.areRunning();
        return isSpare && !closed;
    }

    /** A server that was demoted in a fail-over goes on answering, but nothing new is logged there. */
    private boolean isDemoted(BorrowedConnection connection) throws SQLException {
        long now = System.nanoTime();
        if (isReadOnly.isEmpty() || now - checkedAt < NANOS_BETWEEN_CHECKS) {
            return false;
        }
        checkedAt = now;
        boolean demoted = Sql.one(connection.get(), isReadOnly.get(), row -> row.getBoolean(1));
        if (demoted) {
            connection.leave();
        }
        return demoted;
    }
}
