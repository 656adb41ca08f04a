package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.testkit.history.Fault;
import io.symbolon.testkit.history.ProcessHistory;
import io.symbolon.testkit.history.ProcessHistoryResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes whose clocks are seconds apart work on one database, which is killed, paused or demoted now and then. Half a
 * minute to a minute each; five minutes with {@code -Dsymbolon.long=true}.
 */
@Timeout(900)
final class ProcessHistoryTest {
    private static final boolean LONG = Boolean.getBoolean("symbolon.long");
    private static final Duration DURATION = Duration.ofSeconds(LONG ? 300 : 10);
    private static final int TIMES = LONG ? 10 : 1;

    @TempDir
    Path folder;

    @Test
    void onPostgresNoAnswerContradictsAnother() {
        try (PostgresProcess server = new PostgresProcess(folder.resolve("data"))) {
            migrate(server.url(), "postgres", "postgres");
            assertSound(ProcessHistory.nodesOn(SqlNode.class, server.url(), "postgres", "postgres")
                    .duration(DURATION)
                    .fault(TIMES, new Fault("the server is killed", server::kill, server::restart))
                    .fault(TIMES, new Fault("the server is paused", server::pause, server::resume))
                    .run());
        }
    }

    @Test
    void onMariaDbNoAnswerContradictsAnother() {
        try (LocalServer server = new MariaFiles(folder.resolve("data")).start(LocalProcesses.freePort())) {
            migrate(server.url(), server.user(), "");
            assertSound(ProcessHistory.nodesOn(SqlNode.class, server.url(), server.user(), "")
                    .duration(DURATION)
                    .fault(TIMES, new Fault("the server is killed", server::kill, server::restart))
                    .fault(TIMES, new Fault("the server is paused", server::pause, server::resume))
                    .run());
        }
    }

    @Test
    void norDoesOneAfterPostgresWasDemoted() {
        assertSoundAfterDemotion(
                PostgresPair::start, "jdbc:postgresql://127.0.0.1:%d/postgres", "postgres", "postgres");
    }

    @Test
    void norDoesOneAfterMariaDbWasDemoted() {
        assertSoundAfterDemotion(MariaPair::start, "jdbc:mariadb://127.0.0.1:%d/symbolon", MariaPair.USER, "");
    }

    /** Writes that had not reached the standby are lost; the nodes stay connected to the demoted server. */
    private void assertSoundAfterDemotion(
            Function<Path, DatabasePair> start, String url, String user, String password) {
        for (int i = 0; i < (LONG ? 5 : 1); i++) {
            try (DatabasePair servers = start.apply(folder.resolve("pair-" + i))) {
                assertSound(ProcessHistory.nodesOn(SqlNode.class, String.format(url, servers.port()), user, password)
                        .duration(Duration.ofSeconds(LONG ? 60 : 15))
                        .fault(1, Fault.failOver("the server is demoted", servers::cutOffStandby, () -> {
                            servers.awaitLoss();
                            servers.failOver();
                        }))
                        .run());
            }
        }
    }

    static void migrate(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            JdbcUserSessionStorage.builder(pool).build().close();
        }
    }

    private static void assertSound(ProcessHistoryResult result) {
        System.out.println("history of three processes: " + result.counts());
        assertThat(result.contradictions()).as("%s", result).isEmpty();
    }
}
