package io.symbolon.jdbc;

import io.symbolon.storage.LogRetention;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** What both builders ask for. */
record JdbcSettings(
        DataSource dataSource,
        Notification notification,
        Optional<String> schema,
        String tablePrefix,
        LogRetention retention,
        Duration pollInterval,
        Duration timeout) {
    private static final Duration SHORTEST_POLL_INTERVAL = Duration.ofMillis(5);
    private static final Duration LONGEST_POLL_INTERVAL = Duration.ofMinutes(1);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

    /**
     * How a node hears of what others log.
     *
     * @param isWanted whether it is to be notified where the database can do that
     * @param dataSource gives the connection for it; empty for the storage's own
     */
    record Notification(boolean isWanted, Optional<DataSource> dataSource) {}

    static JdbcSettings of(DataSource dataSource) {
        return new JdbcSettings(
                dataSource,
                new Notification(true, Optional.empty()),
                Optional.empty(),
                "symbolon_",
                LogRetention.DEFAULT,
                Duration.ofMillis(100),
                Duration.ofSeconds(10));
    }

    JdbcSettings withNotificationDataSource(DataSource other) {
        return with(new Notification(notification.isWanted(), Optional.of(other)));
    }

    JdbcSettings withListen(boolean other) {
        return with(new Notification(other, notification.dataSource()));
    }

    JdbcSettings withSchema(String other) {
        return new JdbcSettings(
                dataSource,
                notification,
                Optional.of(Tables.requireSchema(other)),
                tablePrefix,
                retention,
                pollInterval,
                timeout);
    }

    JdbcSettings withTablePrefix(String other) {
        return new JdbcSettings(
                dataSource, notification, schema, Tables.requirePrefix(other), retention, pollInterval, timeout);
    }

    JdbcSettings withRetention(LogRetention other) {
        return new JdbcSettings(dataSource, notification, schema, tablePrefix, other, pollInterval, timeout);
    }

    JdbcSettings withPollInterval(Duration other) {
        requireBetween(other, SHORTEST_POLL_INTERVAL, LONGEST_POLL_INTERVAL, "pollInterval");
        return new JdbcSettings(dataSource, notification, schema, tablePrefix, retention, other, timeout);
    }

    JdbcSettings withTimeout(Duration other) {
        requireBetween(other, SHORTEST_TIMEOUT, LONGEST_TIMEOUT, "timeout");
        return new JdbcSettings(dataSource, notification, schema, tablePrefix, retention, pollInterval, other);
    }

    Tables tables(SqlDialect dialect) {
        return new Tables(schema, tablePrefix, dialect.quote());
    }

    /** The name under which nodes call one another; they agree on it without knowing each other's schema. */
    String channel() {
        return tablePrefix + "revocations";
    }

    static void requireBetween(Duration value, Duration least, Duration most, String name) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    name + " is " + value + ": from " + least + " to " + most + " is needed");
        }
    }

    private JdbcSettings with(Notification other) {
        return new JdbcSettings(dataSource, other, schema, tablePrefix, retention, pollInterval, timeout);
    }
}
