package io.symbolon.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.testkit.Closer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two nodes on an empty database, by the real clock. */
abstract class TwoNodes {
    private final TestDatabase database;
    private Closer closer = new Closer();
    private HikariDataSource pool;
    private JdbcUserSessionStorage writer;
    private JdbcUserSessionStorage reader;

    TwoNodes(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    final void open() {
        database.reset();
        closer = new Closer();
        pool = closer.add(database.pool());
        writer = node();
        reader = node();
    }

    @AfterEach
    final void close() {
        closer.close();
    }

    /** What the nodes are built with; to be changed by subclasses. */
    JdbcUserSessionStorage.Builder settings(HikariDataSource dataSource) {
        return JdbcUserSessionStorage.builder(dataSource).migrate(false).pollInterval(Duration.ofMillis(20));
    }

    final JdbcUserSessionStorage node() {
        return closer.add(settings(pool).build());
    }

    final TestDatabase database() {
        return database;
    }

    final HikariDataSource pool() {
        return pool;
    }

    final UserSessionStorage writer() {
        return writer;
    }

    final UserSessionStorage reader() {
        return reader;
    }
}
