package io.symbolon.jdbc;

import io.symbolon.testkit.Patience;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/** A PostgreSQL server of these tests' own. */
final class PostgresDatabase extends TestDatabase {
    private static final class Shared {
        static final PostgresDatabase INSTANCE = new PostgresDatabase();
    }

    private final EmbeddedPostgres server;

    private PostgresDatabase() {
        try {
            server = EmbeddedPostgres.builder()
                    .setPGStartupWait(Patience.PATIENCE)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    // What a killed process leaves to the system is written all the same; the machine does not crash.
                    .setServerConfig("fsync", "off")
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Started with the first call, stopped with the JVM. */
    static PostgresDatabase shared() {
        return Shared.INSTANCE;
    }

    @Override
    int port() {
        return server.getPort();
    }

    @Override
    String urlAt(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    SqlDialect dialect() {
        return new PostgreSqlDialect();
    }

    @Override
    String url() {
        return urlAt(port());
    }

    @Override
    String user() {
        return "postgres";
    }

    @Override
    String password() {
        return "postgres";
    }

    @Override
    DataSource at(Clock clock, DataSource dataSource) {
        DelegatingDataSource.Change setTime = connection -> {
            Sql.query(
                    connection,
                    "SELECT set_config('symbolon.now', ?, false)",
                    row -> true,
                    Long.toString(clock.millis()));
            return connection;
        };
        return new DelegatingDataSource(dataSource, connection -> Connections.beforeEachStatement(connection, setTime));
    }

    @Override
    List<String> afterMigration() {
        return List.of("CREATE OR REPLACE FUNCTION symbolon_now() RETURNS bigint LANGUAGE sql VOLATILE AS $$"
                + " SELECT coalesce(nullif(current_setting('symbolon.now', true), '')::bigint,"
                + " floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) $$");
    }

    @Override
    List<String> emptyTables() {
        return List.of("TRUNCATE symbolon_session, symbolon_subject, symbolon_retention, symbolon_log");
    }

    @Override
    String connections() {
        return "SELECT concat_ws(' ', pid, state, query) FROM pg_stat_activity WHERE backend_type = 'client backend'"
                + " AND datname = current_database()";
    }

    @Override
    String newLog() {
        return "INSERT INTO symbolon_log (partition_number, seq, entry_id, previous_id, partition_floor)"
                + " SELECT partition_number, 0, (random() * 9e15)::bigint, 0, 0 FROM symbolon_partition";
    }
}
