package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;

import io.symbolon.testkit.Closer;
import io.symbolon.testkit.Patience;
import io.symbolon.testkit.TcpRelay;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A PostgreSQL server and its standby by streaming replication, behind a name that leads to the server. In the one fail-over
 * the old server refuses writes from then on, and ends no connection.
 */
final class PostgresPair implements AutoCloseable {
    private final Closer closer = new Closer();
    private final EmbeddedPostgres server;
    private final EmbeddedPostgres standby;
    private final TcpRelay replication;
    private final TcpRelay name;

    /**
     * Starts both, with the tables in place.
     *
     * @param folder an empty one
     */
    PostgresPair(Path folder) {
        try {
            Path data = folder.resolve("server");
            Path copy = folder.resolve("standby");
            try (EmbeddedPostgres first = start(data)) {
                JdbcUserSessionStorage.builder(first.getPostgresDatabase())
                        .build()
                        .close();
            }
            // It was stopped in good order, so its files are whole.
            ServerOnDisk.copy(data, copy);
            server = closer.add(start(data));
            replication = closer.add(new TcpRelay(server.getPort()));
            Files.createFile(copy.resolve("standby.signal"));
            Files.writeString(
                    copy.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=127.0.0.1 port=" + replication.port() + " user=postgres'\n",
                    StandardOpenOption.APPEND);
            standby = closer.add(start(copy));
            name = closer.add(new TcpRelay(server.getPort()));
            awaitStreaming();
        } catch (IOException failed) {
            closer.close();
            throw new UncheckedIOException(failed);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + name.port() + "/postgres";
    }

    /** Cuts the standby off: what is written from here on, it does not get. */
    void cutOffStandby() {
        replication.cut();
    }

    /** Waits until the server has logged what the standby does not have. */
    void awaitLoss() {
        String count = "SELECT count(*) FROM symbolon_log";
        await().until(() -> TestDatabase.number(server.getPostgresDatabase(), count)
                > TestDatabase.number(standby.getPostgresDatabase(), count));
    }

    /** Lets the server refuse writes, and the standby take over as it is. */
    void failOver() {
        demote(server);
        TestDatabase.execute(standby.getPostgresDatabase(), "SELECT pg_promote()");
        name.redirect(standby.getPort());
    }

    /** Lets a server refuse writes from now on. */
    static void demote(EmbeddedPostgres server) {
        TestDatabase.execute(server.getPostgresDatabase(), "ALTER SYSTEM SET default_transaction_read_only = on");
        TestDatabase.execute(server.getPostgresDatabase(), "SELECT pg_reload_conf()");
    }

    @Override
    public void close() {
        closer.close();
    }

    private void awaitStreaming() {
        await().until(() -> TestDatabase.number(
                        server.getPostgresDatabase(),
                        "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'")
                == 1);
    }

    private static EmbeddedPostgres start(Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Patience.PATIENCE)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
    }
}
