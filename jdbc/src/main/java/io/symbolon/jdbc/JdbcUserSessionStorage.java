package io.symbolon.jdbc;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;

/**
 * Keeps sessions in a SQL database: PostgreSQL 13 and later, MariaDB 10.6 and later, MySQL 8, or H2 in memory and on file.
 *
 * <p>Each operation is one short transaction of its own, on a connection that the DataSource gives and gets back as it
 * was; it takes no part in a transaction of the application. The connections' isolation level, autocommit and time zone
 * do not matter. On PostgreSQL a sign-in, a look-up and a sign-out are one round trip each, and other nodes are notified
 * of a revocation at once; elsewhere they poll.
 *
 * <p>Safe for use by many threads, and by several managers. Close it after they are closed.
 */
public final class JdbcUserSessionStorage implements UserSessionStorage {
    private final Transactions transactions;
    private final SessionTable sessions;
    private final SessionWrites writes;
    private final Optional<PostgresFunctions> functions;
    private final JdbcRevocationLog log;
    private final CleanUp cleanUp;
    private final Optional<Announcements> announcements;
    private volatile boolean closed;

    private JdbcUserSessionStorage(Builder builder, DialectDetection.Found found) {
        JdbcSettings settings = builder.settings;
        SqlDialect dialect = found.dialect();
        Tables tables = settings.tables(dialect);
        Retention retention = new Retention(settings.retention());
        this.transactions = new Transactions(settings.dataSource(), found, settings.timeout());
        this.sessions = new SessionTable(tables, dialect);
        this.writes = new SessionWrites(new SubjectTable(tables, dialect), sessions, new LogTable(tables), retention);
        this.functions = dialect.hasFunctions() && builder.functions
                ? Optional.of(new PostgresFunctions(tables, retention))
                : Optional.empty();
        this.log = new JdbcRevocationLog(settings, dialect, transactions, retention);
        this.cleanUp = new CleanUp(transactions, tables, dialect, retention, builder.cleanUpInterval);
        this.announcements = dialect.hasFunctions()
                ? Optional.of(new Announcements(transactions, settings.channel()))
                : Optional.empty();
    }

    /**
     * Starts to build a storage.
     *
     * @param dataSource gives connections to the database, best from a pool; it is not closed with the storage
     * @return a builder
     */
    public static Builder builder(DataSource dataSource) {
        return new Builder(Objects.requireNonNull(dataSource, "dataSource"));
    }

    @Override
    public InsertResult insert(SessionInsert insert) {
        requireOpen();
        InsertResult result = functions
                .flatMap(it -> refusable(connection -> it.insert(connection, insert)))
                .orElseGet(() -> transactions.transaction(connection -> writes.insert(connection, insert)));
        announce(result.revocations());
        return result;
    }

    @Override
    public StorageResult<Optional<StoredSession>> find(SessionId id) {
        requireOpen();
        return transactions.read(connection -> {
            SessionTable.Found found = sessions.find(connection, id);
            return StorageResult.of(found.live(), found.now());
        });
    }

    @Override
    public StorageResult<List<StoredSession>> findAll(String subject) {
        requireOpen();
        return transactions.read(connection -> sessions.findAll(connection, subject));
    }

    @Override
    public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        requireOpen();
        return functions
                .flatMap(it -> refusable(connection -> Optional.of(it.update(connection, update))))
                .orElseGet(() -> transactions.transaction(connection -> writes.update(connection, update)));
    }

    @Override
    public StorageResult<Boolean> delete(SessionId id, RevocationCause cause) {
        requireOpen();
        return announced(functions
                .flatMap(it -> refusable(connection -> Optional.of(it.delete(connection, id, cause))))
                .orElseGet(() -> transactions.transaction(connection -> writes.delete(connection, id, cause))));
    }

    @Override
    public StorageResult<Integer> deleteAll(String subject, RevocationCause cause) {
        return write(connection -> writes.deleteAll(connection, subject, cause));
    }

    @Override
    public StorageResult<OptionalInt> deleteOthers(SessionId keep, RevocationCause cause) {
        return write(connection -> writes.deleteOthers(connection, keep, cause));
    }

    @Override
    public StorageResult<Boolean> raiseVersion(SessionId id) {
        return write(connection -> writes.raiseVersion(connection, id));
    }

    @Override
    public StorageResult<Integer> raiseVersions(String subject) {
        return write(connection -> writes.raiseVersions(connection, subject));
    }

    @Override
    public StorageResult<Integer> restore(List<Revocation> revocations) {
        requireOpen();
        int carriedOut = 0;
        for (Revocation revocation : revocations) {
            if (transactions
                    .transaction(connection -> writes.restore(connection, revocation))
                    .value()) {
                carriedOut++;
            }
        }
        if (carriedOut > 0) {
            announce(revocations);
        }
        return StorageResult.of(carriedOut, transactions.read(sessions::now));
    }

    @Override
    public RevocationLog revocationLog() {
        return log;
    }

    /** Stops what runs in the background. The DataSource stays open. Can be called twice. */
    @Override
    public void close() {
        closed = true;
        cleanUp.close();
        announcements.ifPresent(Announcements::close);
        log.close();
    }

    private void start() {
        cleanUp.askRetention();
        log.start();
        announcements.ifPresent(Announcements::start);
        cleanUp.start();
    }

    private <T> StorageResult<T> write(Transactions.Work<StorageResult<T>> work) {
        requireOpen();
        return announced(transactions.transaction(work));
    }

    /** Calls a function of the database; empty if it gave no answer. */
    private <R> Optional<R> refusable(Transactions.Work<Optional<R>> function) {
        try {
            return transactions.readCommittedStatement(function);
        } catch (SessionStorageException failed) {
            if (PostgresFunctions.isRefusal(failed)) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private <T> StorageResult<T> announced(StorageResult<T> result) {
        announce(result.revocations());
        return result;
    }

    private void announce(List<Revocation> revocations) {
        if (!revocations.isEmpty()) {
            log.appended();
            announcements.ifPresent(Announcements::announce);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the storage is closed");
        }
    }

    /** Settings of a {@link JdbcUserSessionStorage}. Not safe for use by many threads. */
    public static final class Builder {
        private static final Duration SHORTEST_CLEAN_UP = Duration.ofMillis(100);
        private static final Duration LONGEST_CLEAN_UP = Duration.ofHours(1);

        private JdbcSettings settings;
        private boolean migrate = true;
        private Duration cleanUpInterval = Duration.ofMinutes(1);
        private boolean functions = true;

        private Builder(DataSource dataSource) {
            this.settings = JdbcSettings.of(dataSource);
        }

        /**
         * The schema that holds the tables; on MariaDB and MySQL the database. By default that of the connections.
         * {@link #migrate(boolean)} makes it where it is missing.
         *
         * @param schema its name, in the letter case that the database keeps: letters, digits, {@code _} and {@code -}
         * @return this builder
         * @throws IllegalArgumentException if it is no such name
         */
        public Builder schema(String schema) {
            settings = settings.withSchema(schema);
            return this;
        }

        /**
         * What the names of all tables, indexes and functions begin with.
         *
         * @param prefix small letters, digits and {@code _}; default {@code symbolon_}
         * @return this builder
         * @throws IllegalArgumentException if it is no such name
         */
        public Builder tablePrefix(String prefix) {
            settings = settings.withTablePrefix(prefix);
            return this;
        }

        /**
         * Whether {@link #build()} brings the schema up to date by Flyway, with a history table of its own,
         * {@code symbolon_schema_history}. If not, apply the SQL in {@code io/symbolon/jdbc/schema} of this artifact by
         * your own tool; Flyway is not needed then.
         *
         * @param migrate default true
         * @return this builder
         */
        public Builder migrate(boolean migrate) {
            this.migrate = migrate;
            return this;
        }

        /**
         * How long revocations are kept at least: longer than any access token lives. Where nodes ask for different ones,
         * the longest is in force.
         *
         * @param retention at least 1 second; default 2 hours
         * @return this builder
         * @throws IllegalArgumentException if it is shorter
         */
        public Builder retention(Duration retention) {
            settings = settings.withRetention(retention);
            return this;
        }

        /**
         * How often a node looks for revocations of others, where it is not notified of them.
         *
         * @param interval 5 milliseconds to 1 minute; default 100 milliseconds
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        public Builder pollInterval(Duration interval) {
            settings = settings.withPollInterval(interval);
            return this;
        }

        /**
         * Whether to be notified by PostgreSQL (LISTEN), which takes one connection for the life of the storage. Turn it
         * off behind PgBouncer in transaction mode, or give {@link #listenOn(DataSource)}.
         *
         * @param listen default true; other databases are polled in any case
         * @return this builder
         */
        public Builder listen(boolean listen) {
            settings = settings.withListens(listen);
            return this;
        }

        /**
         * Where the connection to be notified on comes from, if not from the storage's own DataSource.
         *
         * @param dataSource gives a connection that goes to the PostgreSQL primary without a pooler between
         * @return this builder
         */
        public Builder listenOn(DataSource dataSource) {
            settings = settings.withListening(Objects.requireNonNull(dataSource, "dataSource"));
            return this;
        }

        /**
         * The longest wait for an answer of the database, where the connections have no shorter network timeout. The wait
         * for a connection is the pool's to bound.
         *
         * @param timeout 100 milliseconds to 10 minutes; default 10 seconds
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        public Builder timeout(Duration timeout) {
            settings = settings.withTimeout(timeout);
            return this;
        }

        /**
         * How often one of the nodes deletes what has expired.
         *
         * @param interval 100 milliseconds to 1 hour; default 1 minute
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        public Builder cleanUpInterval(Duration interval) {
            JdbcSettings.requireBetween(interval, SHORTEST_CLEAN_UP, LONGEST_CLEAN_UP, "cleanUpInterval");
            this.cleanUpInterval = interval;
            return this;
        }

        /** For tests: whether PostgreSQL's functions are used, or the statements that the other databases need. */
        Builder functions(boolean functions) {
            this.functions = functions;
            return this;
        }

        /**
         * Migrates if it may, checks the schema, and starts what runs in the background.
         *
         * @return the storage
         * @throws SessionStorageException if the database cannot be reached or migrated, or something is missing in it:
         *     the message names it
         */
        public JdbcUserSessionStorage build() {
            DialectDetection.Found found = DialectDetection.detect(settings.dataSource());
            Tables tables = settings.tables(found.dialect());
            if (migrate) {
                Migrations.run(settings.dataSource(), tables, found.dialect());
            }
            JdbcUserSessionStorage storage = new JdbcUserSessionStorage(this, found);
            SchemaCheck.ofStorage(storage.transactions, tables, found.dialect());
            storage.start();
            return storage;
        }
    }
}
