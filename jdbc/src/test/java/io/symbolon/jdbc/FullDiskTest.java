package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.StoredSession;
import io.symbolon.testkit.BoundedDisk;
import io.symbolon.testkit.history.Fault;
import io.symbolon.testkit.history.ProcessHistory;
import io.symbolon.testkit.history.ProcessHistoryResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes work on a database that has no space left now and then: what it refuses can be tried again, and nothing
 * that it has answered is lost.
 */
@Timeout(900)
@EnabledIf(
        value = "io.symbolon.testkit.BoundedDisk#isSupported",
        disabledReason = "this machine does not let this user mount a file system of its own")
final class FullDiskTest {
    private static final boolean LONG = Boolean.getBoolean("symbolon.long");
    private static final int MEGABYTES = 192;

    /** MariaDB may say nothing until there is space. */
    private static final int TIMEOUT_SECONDS = 3;

    @TempDir
    Path folder;

    /** Without space for its log PostgreSQL ends all connections, or itself. */
    @Test
    void onPostgresNoAnswerContradictsAnother() throws Exception {
        Path prepared = folder.resolve("prepared");
        String program;
        try (PostgresProcess first = new PostgresProcess(prepared)) {
            program = first.program();
        }
        try (BoundedDisk disk = BoundedDisk.over(Files.createDirectory(folder.resolve("disk")), MEGABYTES)) {
            ServerOnDisk.copy(prepared, disk.path().resolve("data"));
            String data = folder.resolve("disk").resolve("data").toString();
            // "unshare" because PostgreSQL does not start as root, which the namespace's user is.
            try (ServerOnDisk server = new ServerOnDisk(
                    disk,
                    folder.resolve("server.log"),
                    port -> List.of(
                            "unshare",
                            "--user",
                            program,
                            "-D",
                            data,
                            "-p",
                            Integer.toString(port),
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "unix_socket_directories="),
                    port -> "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                    "postgres")) {
                assertSound(server);
            }
        }
    }

    @Test
    void onMariaDbNoAnswerContradictsAnother() throws Exception {
        MariaFiles prepared = new MariaFiles(folder.resolve("prepared"));
        try (BoundedDisk disk = BoundedDisk.over(Files.createDirectory(folder.resolve("disk")), MEGABYTES)) {
            ServerOnDisk.copy(prepared.data(), disk.path().resolve("data"));
            Path data = folder.resolve("disk").resolve("data");
            try (ServerOnDisk server = new ServerOnDisk(
                    disk,
                    folder.resolve("server.log"),
                    port -> prepared.command(data, port),
                    MariaFiles::url,
                    MariaFiles.USER)) {
                assertSound(server);
            }
        }
    }

    private static void assertSound(ServerOnDisk server) {
        ProcessHistoryTest.migrate(server.url(), server.user(), "");
        List<StoredSession> answered = new ArrayList<>();
        try (HikariDataSource pool = pool(server);
                JdbcUserSessionStorage storage = JdbcUserSessionStorage.builder(pool)
                        .migrate(false)
                        .timeout(Duration.ofSeconds(TIMEOUT_SECONDS))
                        .build()) {
            Fault full = new Fault(
                    "the disk is full",
                    () -> {
                        server.fill();
                        await().ignoreNoExceptions().until(() -> !inserts(storage, answered));
                    },
                    () -> {
                        server.free();
                        await().ignoreNoExceptions().until(() -> inserts(storage, answered));
                    });
            ProcessHistoryResult result = ProcessHistory.nodesOn(
                            SqlNode.class, server.url(), server.user(), "", Integer.toString(TIMEOUT_SECONDS))
                    .duration(Duration.ofSeconds(LONG ? 120 : 7))
                    .fault(LONG ? 10 : 1, full)
                    .run();

            System.out.println("history of three processes: " + result.counts());
            assertThat(result.contradictions()).as("%s", result).isEmpty();
            assertThat(answered)
                    .allSatisfy(session ->
                            assertThat(storage.find(session.id()).value()).contains(session));
        }
    }

    private static boolean inserts(JdbcUserSessionStorage storage, List<StoredSession> answered) {
        try {
            storage.insert(Sessions.large("zoe")).session().ifPresent(answered::add);
            return true;
        } catch (SessionStorageException refused) {
            assertThat(refused.isRetrySafe()).as(refused.toString()).isTrue();
            return false;
        }
    }

    private static HikariDataSource pool(ServerOnDisk server) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.url());
        config.setUsername(server.user());
        config.setPassword("");
        config.setMaximumPoolSize(4);
        config.setConnectionTimeout(5_000);
        return new HikariDataSource(config);
    }
}
