package io.symbolon.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A PostgreSQL server of these tests' own. */
final class PostgresDatabase extends TestDatabase {
    private static final class Shared {
        static final PostgresDatabase INSTANCE = new PostgresDatabase();
    }

    private final EmbeddedPostgres server;

    private PostgresDatabase() {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Started with the first call, stopped with the JVM. */
    static PostgresDatabase shared() {
        return Shared.INSTANCE;
    }

    int port() {
        return server.getPort();
    }

    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    String url() {
        return url(port());
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
    List<String> emptyTables() {
        return List.of("TRUNCATE symbolon_session, symbolon_subject, symbolon_retention, symbolon_log");
    }

    @Override
    String newLog() {
        return "INSERT INTO symbolon_log (part, seq, tag, previous_tag, part_floor)"
                + " SELECT part, 0, (random() * 9e15)::bigint, 0, 0 FROM symbolon_log_part";
    }
}
