package io.symbolon.jdbc;

import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** What both builders ask for. */
record JdbcSettings(
        DataSource dataSource,
        Optional<DataSource> listening,
        boolean listens,
        Optional<String> schema,
        String tablePrefix,
        Duration retention,
        Duration pollInterval,
        Duration timeout) {
    private static final Duration SHORTEST_RETENTION = Duration.ofSeconds(1);
    private static final Duration SHORTEST_POLL_INTERVAL = Duration.ofMillis(5);
    private static final Duration LONGEST_POLL_INTERVAL = Duration.ofMinutes(1);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

    static JdbcSettings of(DataSource dataSource) {
        return new JdbcSettings(
                dataSource,
                Optional.empty(),
                true,
                Optional.empty(),
                "symbolon_",
                Duration.ofHours(2),
                Duration.ofMillis(100),
                Duration.ofSeconds(10));
    }

    JdbcSettings withListening(DataSource other) {
        return new JdbcSettings(
                dataSource, Optional.of(other), listens, schema, tablePrefix, retention, pollInterval, timeout);
    }

    JdbcSettings withListens(boolean other) {
        return new JdbcSettings(dataSource, listening, other, schema, tablePrefix, retention, pollInterval, timeout);
    }

    JdbcSettings withSchema(String other) {
        return new JdbcSettings(
                dataSource,
                listening,
                listens,
                Optional.of(Tables.requireSchema(other)),
                tablePrefix,
                retention,
                pollInterval,
                timeout);
    }

    JdbcSettings withTablePrefix(String other) {
        return new JdbcSettings(
                dataSource, listening, listens, schema, Tables.requirePrefix(other), retention, pollInterval, timeout);
    }

    JdbcSettings withRetention(Duration other) {
        if (other.compareTo(SHORTEST_RETENTION) < 0) {
            throw new IllegalArgumentException(
                    "retention is " + other + ": at least " + SHORTEST_RETENTION + " is needed");
        }
        return new JdbcSettings(
                dataSource,
                listening,
                listens,
                schema,
                tablePrefix,
                Duration.ofMillis(other.toMillis()),
                pollInterval,
                timeout);
    }

    JdbcSettings withPollInterval(Duration other) {
        requireBetween(other, SHORTEST_POLL_INTERVAL, LONGEST_POLL_INTERVAL, "pollInterval");
        return new JdbcSettings(dataSource, listening, listens, schema, tablePrefix, retention, other, timeout);
    }

    JdbcSettings withTimeout(Duration other) {
        requireBetween(other, SHORTEST_TIMEOUT, LONGEST_TIMEOUT, "timeout");
        return new JdbcSettings(dataSource, listening, listens, schema, tablePrefix, retention, pollInterval, other);
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
}
