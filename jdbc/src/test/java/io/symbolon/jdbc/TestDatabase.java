package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.testkit.Patience;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A server that all tests of this JVM share, with one schema that each test empties. */
abstract class TestDatabase {
    /** For a connection of a pool, on a machine that others keep busy. */
    static final Duration LONGEST_WAIT = Patience.PATIENCE;

    private @Nullable HikariDataSource adminPool;
    private boolean migrated;

    abstract SqlDialect dialect();

    /** The address, with user and password. */
    abstract String url();

    /** Where the server listens. */
    int port() {
        throw new UnsupportedOperationException("an embedded database has no port");
    }

    /** The address of the server behind another port. */
    String urlAt(int otherPort) {
        throw new UnsupportedOperationException("an embedded database has no port");
    }

    abstract String user();

    abstract String password();

    /** Deletes all rows, one statement each. */
    List<String> emptyTables() {
        return List.of(
                "DELETE FROM symbolon_session",
                "DELETE FROM symbolon_subject",
                "DELETE FROM symbolon_retention",
                "DELETE FROM symbolon_log");
    }

    /** Writes the first entry of each partition of the log, as the migration does. */
    abstract String newLog();

    /** Makes {@code now} be the time of what is done with the connections. */
    abstract DataSource at(Clock clock, DataSource dataSource);

    /** What a test database has beyond the migrations: a clock that can be set. */
    abstract List<String> afterMigration();

    /** A pool of its own; the caller closes it. */
    final HikariDataSource pool(Consumer<HikariConfig> settings) {
        return pool(url(), settings);
    }

    final HikariDataSource pool(String url, Consumer<HikariConfig> settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user());
        config.setPassword(password());
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(LONGEST_WAIT.toMillis());
        config.setInitializationFailTimeout(-1);
        settings.accept(config);
        return new HikariDataSource(config);
    }

    final HikariDataSource pool() {
        return pool(config -> {});
    }

    /** Connections for what tests do beside a storage; stays open, and with it an embedded database. */
    final synchronized HikariDataSource admin() {
        HikariDataSource pool = adminPool;
        if (pool == null) {
            pool = pool(config -> config.setMinimumIdle(1));
            adminPool = pool;
        }
        return pool;
    }

    /** Selects a text for each connection that the server has, or each session of an embedded database. */
    abstract String connections();

    /**
     * Migrates at first, and empties the tables.
     *
     * @throws AssertionError if a test before this one has left somebody behind who goes on working in them
     */
    final synchronized void reset() {
        awaitNobodyElse();
        TestClock.set(Clock.systemUTC());
        if (!migrated) {
            JdbcUserSessionStorage.builder(admin()).build().close();
            afterMigration().forEach(sql -> execute(admin(), sql));
            migrated = true;
        }
        empty();
    }

    /** Loses all data, as a server that comes back empty. */
    final void empty() {
        emptyTables().forEach(sql -> execute(admin(), sql));
        execute(admin(), newLog());
        execute(admin(), "UPDATE symbolon_lease SET held_until = 0");
        execute(admin(), "UPDATE symbolon_partition SET highest_version = 0, everything_minimum = 0");
    }

    /** What was killed or aborted takes the server a moment to notice. */
    private void awaitNobodyElse() {
        HikariDataSource own = admin();
        await().pollDelay(Duration.ZERO).untilAsserted(() -> {
            List<String> all = texts(own, connections());
            assertThat(all)
                    .as("connections: all but those of these tests' own were left open by a test before this one")
                    .hasSizeLessThanOrEqualTo(own.getHikariPoolMXBean().getTotalConnections());
        });
    }

    private static List<String> texts(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection()) {
            return Sql.query(connection, sql, row -> row.getString(1));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static void execute(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static long number(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection()) {
            return Sql.one(connection, sql, row -> row.getLong(1));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
