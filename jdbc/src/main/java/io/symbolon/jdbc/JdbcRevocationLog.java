package io.symbolon.jdbc;

import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The revocation log of a {@link JdbcUserSessionStorage}, for a service that only verifies access tokens. It needs the
 * right to SELECT from the tables {@code symbolon_log} and {@code symbolon_retention}, on PostgreSQL and H2 also to
 * execute the function {@code symbolon_now}. A read replica will do; what it lags behind, revocations take longer.
 *
 * <p>It keeps one connection to read on, and on PostgreSQL another one to be notified on, so that it does not wait behind
 * others for a connection of the pool. A pool that has none to spare gets it back after each read.
 *
 * <p>Thread-safe. Close it after the verifiers that use it.
 */
public final class JdbcRevocationLog implements RevocationLog, AutoCloseable {
    private final LogConnection connection;
    private final LogReader reader;
    private final Retention retention;
    private final Duration pollInterval;
    private final WakeUp wakeUp = new WakeUp();
    private final Optional<PostgresWakeUp> listening;
    private final Optional<ExecutorService> ownThread;
    private volatile boolean closed;

    JdbcRevocationLog(
            JdbcSettings settings,
            SqlDialect dialect,
            LogConnection connection,
            LogReader reader,
            Retention retention) {
        this.connection = connection;
        this.reader = reader;
        this.retention = retention;
        this.pollInterval = settings.pollInterval();
        this.listening = settings.notification().isWanted() && dialect.hasFunctions()
                ? Optional.of(wakeUp(settings))
                : Optional.empty();
        this.ownThread = dialect.isHarmedByInterrupts()
                ? Optional.of(Executors.newSingleThreadExecutor(JdbcRevocationLog::daemon))
                : Optional.empty();
    }

    /**
     * Starts to build a log to read.
     *
     * @param dataSource gives connections to the database; it is not closed with the log
     * @return a builder
     */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    @Override
    public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
        long start = System.nanoTime();
        LogCursor from = after;
        while (true) {
            long ticket = wakeUp.ticket();
            LogPage page = page(from);
            Duration left = maxWait.minusNanos(System.nanoTime() - start);
            boolean isAnswer = !page.revocations().isEmpty() || page.restarted() || !page.atEnd();
            if (isAnswer || left.isNegative() || left.isZero()) {
                return page;
            }
            from = page.next();
            wakeUp.await(ticket, left.compareTo(pollInterval) < 0 ? left : pollInterval);
        }
    }

    /** The longest that a node asks for, as far as this one knows: it learns of others with each read. */
    @Override
    public Duration retention() {
        return retention.get();
    }

    @Override
    public Duration clockMargin() {
        return retention.own().clockMargin();
    }

    /** Stops listening. The DataSource stays open. Can be called twice. */
    @Override
    public void close() {
        closed = true;
        wakeUp.signal();
        listening.ifPresent(PostgresWakeUp::close);
        ownThread.ifPresent(ExecutorService::shutdown);
        connection.close();
    }

    void start() {
        try {
            connection.open(it -> {
                reader.readRetention(it);
                return true;
            });
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SessionStorageException("The start was interrupted.", true, interrupted);
        }
        listening.ifPresent(PostgresWakeUp::start);
    }

    /** Something was logged by this node. */
    void appended() {
        wakeUp.signal();
    }

    private LogPage page(LogCursor after) throws InterruptedException {
        requireOpen();
        try {
            return ownThread.isPresent() ? pageOnOwnThread(ownThread.get(), after) : readPage(after);
        } catch (SessionStorageException failed) {
            // What is broken by the closing is not a fault of the database.
            requireOpen();
            throw failed;
        }
    }

    private LogPage readPage(LogCursor after) throws InterruptedException {
        return connection.read(it -> reader.page(it, after));
    }

    private LogPage pageOnOwnThread(ExecutorService thread, LogCursor after) throws InterruptedException {
        try {
            return thread.submit(() -> readPage(after)).get();
        } catch (ExecutionException failed) {
            requireOpen();
            if (failed.getCause() instanceof SessionStorageException fault) {
                throw new SessionStorageException("The revocation log could not be read.", fault.isRetrySafe(), fault);
            }
            throw new IllegalStateException("the revocation log could not be read", failed.getCause());
        } catch (RejectedExecutionException late) {
            throw closed(late);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw closed(null);
        }
    }

    private PostgresWakeUp wakeUp(JdbcSettings settings) {
        DataSource own = settings.dataSource();
        DataSource source = settings.notification().dataSource().orElse(own);
        boolean isShared = source == own;
        PostgresWakeUp.Room room = new PostgresWakeUp.Room() {
            @Override
            public boolean isExpected() {
                return !isShared || connection.isKept();
            }

            @Override
            public boolean isLeft() {
                return !isShared || PoolRoom.isLeft(own);
            }
        };
        return new PostgresWakeUp(source, room, settings.channel(), wakeUp);
    }

    private static IllegalStateException closed(@Nullable Throwable cause) {
        return new IllegalStateException("The storage is closed.", cause);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "symbolon-jdbc-log");
        thread.setDaemon(true);
        return thread;
    }

    /** Settings of a {@link JdbcRevocationLog}. Not thread-safe. */
    public static final class Builder extends JdbcBuilder<Builder> {
        private Builder(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Checks the schema and starts to listen.
         *
         * @return the log
         * @throws SessionStorageException if the database cannot be reached, something is missing in it, or no storage has
         *     ever been opened there: the message says what
         */
        public JdbcRevocationLog build() {
            JdbcSettings settings = settings();
            DialectDetection.Found found = DialectDetection.detect(settings);
            SqlDialect dialect = found.dialect();
            Tables tables = settings.tables(dialect);
            Transactions transactions = new Transactions(settings.dataSource(), found, settings.timeout());
            SchemaCheck.ofLog(transactions, tables, dialect);
            Retention retention = new Retention(settings.retention());
            JdbcRevocationLog log = new JdbcRevocationLog(
                    settings,
                    dialect,
                    new LogConnection(transactions, settings.dataSource(), Optional.empty()),
                    new LogReader(tables, dialect, retention, new OwnEntries()),
                    retention);
            log.start();
            return log;
        }
    }
}
