package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;

import io.symbolon.testkit.Closer;
import io.symbolon.testkit.Patience;
import io.symbolon.testkit.TcpRelay;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Starts a PostgreSQL server and its standby by streaming replication. */
final class PostgresPair {
    private static final List<String> TO_REFUSE_WRITES =
            List.of("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()");
    private static final List<String> TO_TAKE_WRITES = List.of("SELECT pg_promote()");

    private PostgresPair() {}

    /**
     * Starts both, with the tables in place.
     *
     * @param folder not there yet
     */
    static DatabasePair start(Path folder) {
        return DatabasePair.start(closer -> start(folder, closer));
    }

    /** A server that the fail-over demotes. */
    static DatabasePair.Member demotable(EmbeddedPostgres server) {
        return new DatabasePair.Member(server.getPort(), server.getPostgresDatabase(), TO_REFUSE_WRITES);
    }

    private static DatabasePair start(Path folder, Closer closer) throws IOException {
        Path data = folder.resolve("server");
        Path copy = folder.resolve("standby");
        try (EmbeddedPostgres first = server(data)) {
            JdbcUserSessionStorage.builder(first.getPostgresDatabase()).build().close();
        }
        // It was stopped in good order, so its files are whole.
        ServerOnDisk.copy(data, copy);
        EmbeddedPostgres server = closer.add(server(data));
        TcpRelay replication = closer.add(new TcpRelay(server.getPort()));
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + replication.port() + " user=postgres'\n",
                StandardOpenOption.APPEND);
        EmbeddedPostgres standby = closer.add(server(copy));
        awaitStreaming(server);
        return new DatabasePair(
                closer,
                replication,
                demotable(server),
                new DatabasePair.Member(standby.getPort(), standby.getPostgresDatabase(), TO_TAKE_WRITES));
    }

    private static void awaitStreaming(EmbeddedPostgres server) {
        await().until(() -> TestDatabase.number(
                        server.getPostgresDatabase(),
                        "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'")
                == 1);
    }

    private static EmbeddedPostgres server(Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Patience.PATIENCE)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
    }
}
