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
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;

/**
 * Keeps sessions in a SQL database: PostgreSQL 13 and later, MariaDB 10.6 and later, MySQL 8, or H2 in memory and on file.
 *
 * <p>Each operation is one short transaction of its own, on a connection that the DataSource gives and gets back as it
 * was; it takes no part in a transaction of the application. The connections' isolation level, autocommit and time zone
 * do not matter. A connection to a server that takes no writes any more is broken, so that its pool replaces it. On
 * PostgreSQL a sign-in, a look-up and a sign-out are one round trip each, and other nodes are notified of a revocation at
 * once; elsewhere they poll. For the revocation log it keeps one connection, or two on PostgreSQL, where the DataSource
 * can spare them.
 *
 * <p>Thread-safe. Several managers may share it. Close it after they are closed.
 */
public final class JdbcUserSessionStorage implements UserSessionStorage {
    private final Transactions transactions;
    private final SessionTable sessions;
    private final SessionWrites writes;
    private final RestoreWrites restores;
    private final EverythingWrites everything;
    private final Optional<PostgresFunctions> functions;
    private final OwnEntries own = new OwnEntries();
    private final JdbcRevocationLog log;
    private final CleanUp cleanUp;
    private final Optional<Announcements> announcements;
    private volatile boolean closed;

    private JdbcUserSessionStorage(Builder builder, DialectDetection.Found found) {
        JdbcSettings settings = builder.settings();
        SqlDialect dialect = found.dialect();
        Tables tables = settings.tables(dialect);
        Retention retention = new Retention(settings.retention());
        this.transactions = new Transactions(settings.dataSource(), found, settings.timeout());
        this.sessions = new SessionTable(tables, dialect);
        SubjectTable subjects = new SubjectTable(tables, dialect);
        LogTable logTable = new LogTable(tables);
        SubjectWrites subjectWrites = new SubjectWrites(subjects, sessions, logTable, retention);
        this.writes = new SessionWrites(subjects, sessions, logTable, subjectWrites);
        this.everything = new EverythingWrites(sessions, logTable);
        this.restores = new RestoreWrites(subjects, sessions, logTable, subjectWrites, everything);
        this.functions = dialect.hasFunctions() && builder.functions
                ? Optional.of(new PostgresFunctions(tables, retention))
                : Optional.empty();
        this.log = new JdbcRevocationLog(
                settings,
                dialect,
                new LogConnection(transactions, settings.dataSource(), dialect.isReadOnly()),
                new LogReader(tables, dialect, retention, own),
                retention);
        this.cleanUp = new CleanUp(transactions, tables, dialect, retention, builder.cleanUpInterval);
        this.announcements = dialect.hasFunctions()
                ? Optional.of(new Announcements(transactions, settings.channel()))
                : Optional.empty();
    }

    /**
     * Starts to build a storage.
     *
     * @param dataSource gives connections to the database, ideally from a pool; it is not closed with the storage. Where it
     *     has no login timeout, it is given one of 5 seconds
     * @return a builder
     */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    @Override
    public InsertResult insert(SessionInsert insert) {
        requireOpen();
        return answer(functions
                .flatMap(it -> refusable(connection -> it.insert(connection, insert)))
                .orElseGet(() -> transactions.transaction(connection -> writes.insert(connection, insert))));
    }

    @Override
    public StorageResult<Optional<StoredSession>> find(SessionId id) {
        requireOpen();
        return transactions.read(connection -> {
            SessionTable.Found found = sessions.find(connection, id);
            if (found.live().isEmpty()) {
                // A demoted server may not have the session yet: it must not say that it is over.
                sessions.requireWrites(connection);
            }
            return StorageResult.of(found.live(), found.now());
        });
    }

    @Override
    public StorageResult<List<StoredSession>> findAll(String subject) {
        requireOpen();
        return transactions.read(connection -> sessions.findAll(connection, subject));
    }

    @Override
    public StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after) {
        requireOpen();
        return transactions.read(connection -> sessions.findPage(connection, subject, limit, after));
    }

    @Override
    public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        requireOpen();
        return answer(functions
                .flatMap(it -> refusable(connection -> Optional.of(it.update(connection, update))))
                .orElseGet(() -> transactions.transaction(connection -> writes.update(connection, update))));
    }

    @Override
    public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
        requireOpen();
        return answer(functions
                .flatMap(it -> refusable(connection -> Optional.of(it.end(connection, id, cause))))
                .orElseGet(() -> transactions.transaction(connection -> writes.end(connection, id, cause))));
    }

    @Override
    public StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast) {
        return write(connection -> writes.endAll(connection, subject, cause, atLeast));
    }

    @Override
    public int partitions() {
        return LogTable.PARTITIONS;
    }

    @Override
    public StorageResult<Long> endEverything(int partition, RevocationCause cause, long atLeast) {
        EverythingWrites.covered(partition);
        return write(connection -> everything.end(connection, partition, cause, atLeast));
    }

    @Override
    public StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause) {
        return write(connection -> writes.endOthers(connection, keep, cause));
    }

    @Override
    public StorageResult<Boolean> outdate(SessionId id) {
        return write(connection -> writes.outdate(connection, id));
    }

    @Override
    public StorageResult<Integer> outdateAll(String subject) {
        return write(connection -> writes.outdateAll(connection, subject));
    }

    @Override
    public StorageResult<Integer> restore(List<Revocation> revocations) {
        requireOpen();
        int carriedOut = 0;
        for (Revocation revocation : revocations) {
            boolean isCarriedOut = false;
            for (Transactions.Work<Written<Boolean>> step : restores.steps(revocation)) {
                isCarriedOut |= write(step);
            }
            carriedOut += isCarriedOut ? 1 : 0;
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

    private <R> R write(Transactions.Work<Written<R>> work) {
        requireOpen();
        return answer(transactions.transaction(work));
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

    /** Remembers the entries of what was committed, and wakes those who read the log. */
    private <R> R answer(Written<R> written) {
        if (!written.entries().isEmpty()) {
            own.answered(written.entries());
            log.appended();
            announcements.ifPresent(Announcements::announce);
        }
        return written.answer();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The storage is closed.");
        }
    }

    /** Settings of a {@link JdbcUserSessionStorage}. Not thread-safe. */
    public static final class Builder extends JdbcBuilder<Builder> {
        private static final Duration SHORTEST_CLEAN_UP = Duration.ofMillis(100);
        private static final Duration LONGEST_CLEAN_UP = Duration.ofHours(1);

        private boolean migrate = true;
        private Duration cleanUpInterval = Duration.ofMinutes(1);
        private boolean functions = true;

        private Builder(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Whether {@link #build()} brings the schema up to date by Flyway, with a history table of its own,
         * {@code symbolon_schema_history}. If not, apply the SQL in {@code io/symbolon/jdbc/schema} of this artifact by
         * your own tool; Flyway is not needed then. Where the application migrates the same schema by Flyway, let it do so
         * first: it takes a schema that is not empty for one that it has migrated before.
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
            Duration millis = Duration.ofMillis(retention.toMillis());
            return with(settings().withRetention(settings().retention().withRetention(millis)));
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
            JdbcSettings settings = settings();
            DialectDetection.Found found = DialectDetection.detect(settings);
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
