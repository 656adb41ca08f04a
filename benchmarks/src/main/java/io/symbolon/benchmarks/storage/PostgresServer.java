package io.symbolon.benchmarks.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A PostgreSQL server of this program's own, and a pool of connections. */
public final class PostgresServer implements AutoCloseable {
    private static final int CONNECTIONS = 16;

    private final EmbeddedPostgres server;
    private final HikariDataSource pool;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
        this.pool = newPool();
    }

    /**
     * Starts a server.
     *
     * @param durable whether a commit waits for the disk, as it does by default; without, the figures are those of the
     *     software and not of a machine's disk
     */
    public static PostgresServer start(boolean durable) throws IOException {
        String wait = durable ? "on" : "off";
        return new PostgresServer(EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", wait)
                .setServerConfig("synchronous_commit", wait)
                .start());
    }

    public HikariDataSource pool() {
        return pool;
    }

    /** A pool of another node. */
    HikariDataSource newPool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres");
        config.setUsername("postgres");
        config.setPassword("postgres");
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        pool.close();
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
