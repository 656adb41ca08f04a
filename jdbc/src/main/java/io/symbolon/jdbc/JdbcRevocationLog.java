package io.symbolon.jdbc;

import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import javax.sql.DataSource;

/**
 * The revocation log of a {@link JdbcUserSessionStorage}, for a service that only verifies access tokens. It needs the
 * right to SELECT from the tables {@code symbolon_log} and {@code symbolon_retention}, on PostgreSQL and H2 also to
 * execute the function {@code symbolon_now}. A read replica will do; what it lags behind, revocations take longer.
 *
 * <p>On PostgreSQL it keeps one connection to be notified on, and otherwise polls.
 *
 * <p>Safe for use by many threads. Close it after the verifiers that use it.
 */
public final class JdbcRevocationLog implements RevocationLog, AutoCloseable {
    private final Transactions transactions;
    private final LogReader reader;
    private final Retention retention;
    private final Duration pollInterval;
    private final WakeUp wakeUp = new WakeUp();
    private final Optional<PostgresWakeUp> listening;
    private final Optional<ExecutorService> ownThread;
    private volatile boolean closed;

    JdbcRevocationLog(JdbcSettings settings, SqlDialect dialect, Transactions transactions, Retention retention) {
        this.transactions = transactions;
        this.reader = new LogReader(settings.tables(dialect), dialect, retention);
        this.retention = retention;
        this.pollInterval = settings.pollInterval();
        this.listening = settings.listens() && dialect.hasFunctions()
                ? Optional.of(new PostgresWakeUp(
                        settings.listening().orElse(settings.dataSource()), settings.channel(), wakeUp))
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
        return new Builder(Objects.requireNonNull(dataSource, "dataSource"));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the log is closed
     */
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

    /** Stops listening. The DataSource stays open. */
    @Override
    public void close() {
        closed = true;
        wakeUp.signal();
        listening.ifPresent(PostgresWakeUp::close);
        ownThread.ifPresent(ExecutorService::shutdown);
    }

    void start() {
        transactions.read(connection -> {
            reader.readRetention(connection);
            return true;
        });
        listening.ifPresent(PostgresWakeUp::start);
    }

    /** Something was logged by this node. */
    void appended() {
        wakeUp.signal();
    }

    private LogPage page(LogCursor after) throws InterruptedException {
        if (closed) {
            throw new IllegalStateException("the storage is closed");
        }
        if (ownThread.isEmpty()) {
            return transactions.read(connection -> reader.page(connection, after));
        }
        try {
            Future<LogPage> page =
                    ownThread.get().submit(() -> transactions.read(connection -> reader.page(connection, after)));
            return page.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SessionStorageException fault) {
                throw new SessionStorageException("The revocation log could not be read.", fault.isRetrySafe(), fault);
            }
            throw new IllegalStateException("the revocation log could not be read", failed.getCause());
        } catch (RejectedExecutionException late) {
            throw new IllegalStateException("the storage is closed", late);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "symbolon-jdbc-log");
        thread.setDaemon(true);
        return thread;
    }

    /** Settings of a {@link JdbcRevocationLog}. Not safe for use by many threads. */
    public static final class Builder {
        private JdbcSettings settings;

        private Builder(DataSource dataSource) {
            this.settings = JdbcSettings.of(dataSource);
        }

        /**
         * The schema that holds the tables, as {@link JdbcUserSessionStorage.Builder#schema(String)}.
         *
         * @param schema its name
         * @return this builder
         */
        public Builder schema(String schema) {
            settings = settings.withSchema(schema);
            return this;
        }

        /**
         * What the tables' names begin with, as {@link JdbcUserSessionStorage.Builder#tablePrefix(String)}.
         *
         * @param prefix the prefix
         * @return this builder
         */
        public Builder tablePrefix(String prefix) {
            settings = settings.withTablePrefix(prefix);
            return this;
        }

        /**
         * How often to look for revocations, as {@link JdbcUserSessionStorage.Builder#pollInterval(Duration)}.
         *
         * @param interval 5 milliseconds to 1 minute; default 100 milliseconds
         * @return this builder
         */
        public Builder pollInterval(Duration interval) {
            settings = settings.withPollInterval(interval);
            return this;
        }

        /**
         * Whether to be notified by PostgreSQL, as {@link JdbcUserSessionStorage.Builder#listen(boolean)}.
         *
         * @param listen default true
         * @return this builder
         */
        public Builder listen(boolean listen) {
            settings = settings.withListens(listen);
            return this;
        }

        /**
         * Where the connection to be notified on comes from, as
         * {@link JdbcUserSessionStorage.Builder#listenOn(DataSource)}.
         *
         * @param dataSource gives a connection that goes to the PostgreSQL primary without a pooler between
         * @return this builder
         */
        public Builder listenOn(DataSource dataSource) {
            settings = settings.withListening(Objects.requireNonNull(dataSource, "dataSource"));
            return this;
        }

        /**
         * The longest wait for an answer of the database, as {@link JdbcUserSessionStorage.Builder#timeout(Duration)}.
         *
         * @param timeout 100 milliseconds to 10 minutes; default 10 seconds
         * @return this builder
         */
        public Builder timeout(Duration timeout) {
            settings = settings.withTimeout(timeout);
            return this;
        }

        /**
         * Checks the schema and starts to listen.
         *
         * @return the log
         * @throws SessionStorageException if the database cannot be reached, or something is missing in it: the message
         *     names it
         */
        public JdbcRevocationLog build() {
            DialectDetection.Found found = DialectDetection.detect(settings.dataSource());
            Transactions transactions = new Transactions(settings.dataSource(), found, settings.timeout());
            SchemaCheck.ofLog(transactions, settings.tables(found.dialect()), found.dialect());
            JdbcRevocationLog log =
                    new JdbcRevocationLog(settings, found.dialect(), transactions, new Retention(settings.retention()));
            log.start();
            return log;
        }
    }
}
