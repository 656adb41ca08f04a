package io.symbolon.jdbc;

import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The settings that a storage and a log have in common.
 *
 * @param <B> the builder itself
 */
abstract sealed class JdbcBuilder<B extends JdbcBuilder<B>>
        permits JdbcUserSessionStorage.Builder, JdbcRevocationLog.Builder {
    private JdbcSettings settings;

    JdbcBuilder(DataSource dataSource) {
        this.settings = JdbcSettings.of(Objects.requireNonNull(dataSource, "dataSource"));
    }

    abstract B self();

    final JdbcSettings settings() {
        return settings;
    }

    final B with(JdbcSettings changed) {
        settings = changed;
        return self();
    }

    /**
     * The schema that holds the tables; on MariaDB and MySQL the database. By default that of the connections. A storage
     * that migrates makes it where it is missing.
     *
     * @param schema its name, in the letter case that the database keeps: letters, digits, {@code _} and {@code -}
     * @return this builder
     * @throws IllegalArgumentException if the name has another form
     */
    public B schema(String schema) {
        return with(settings.withSchema(schema));
    }

    /**
     * What the names of all tables, indexes and functions begin with.
     *
     * @param prefix small letters, digits and {@code _}; default {@code symbolon_}
     * @return this builder
     * @throws IllegalArgumentException if the name has another form
     */
    public B tablePrefix(String prefix) {
        return with(settings.withTablePrefix(prefix));
    }

    /**
     * How far a node's clock may be from the database's.
     *
     * @param clockMargin positive; default 5 minutes
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public B clockMargin(Duration clockMargin) {
        return with(settings.withRetention(settings.retention().withClockMargin(clockMargin)));
    }

    /**
     * How often to look for revocations of other nodes, where the database does not notify of them.
     *
     * @param interval 5 milliseconds to 1 minute; default 100 milliseconds
     * @return this builder
     * @throws IllegalArgumentException if it is out of that range
     */
    public B pollInterval(Duration interval) {
        return with(settings.withPollInterval(interval));
    }

    /**
     * Whether to be notified by PostgreSQL (LISTEN), which keeps one connection more. Turn it off behind PgBouncer in
     * transaction mode, or give a {@link #notificationDataSource(DataSource)}.
     *
     * @param listen default true; other databases are polled in any case
     * @return this builder
     */
    public B listen(boolean listen) {
        return with(settings.withListen(listen));
    }

    /**
     * The DataSource of the connection that listens for notifications, if it is another one than the storage's.
     *
     * @param dataSource gives a connection that goes to the PostgreSQL primary without a pooler between
     * @return this builder
     */
    public B notificationDataSource(DataSource dataSource) {
        return with(settings.withNotificationDataSource(Objects.requireNonNull(dataSource, "dataSource")));
    }

    /**
     * The longest wait for an answer of the database, where the connections have no shorter network timeout. The wait for
     * a connection is the pool's to bound; connecting is bounded to 5 seconds where the DataSource has no login timeout
     * and takes one.
     *
     * @param timeout 100 milliseconds to 10 minutes; default 10 seconds
     * @return this builder
     * @throws IllegalArgumentException if it is out of that range
     */
    public B timeout(Duration timeout) {
        return with(settings.withTimeout(timeout));
    }
}
