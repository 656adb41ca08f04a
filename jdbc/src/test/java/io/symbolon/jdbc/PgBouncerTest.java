package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.RevocationCause;
import io.symbolon.storage.LogCursor;
import io.symbolon.testkit.AtomicityContract;
import io.symbolon.testkit.ClusterContract;
import io.symbolon.testkit.CompareAndSetContract;
import io.symbolon.testkit.RevocationLogContract;
import io.symbolon.testkit.SessionContract;
import io.symbolon.testkit.StorageFixture;
import io.symbolon.testkit.TcpRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real PgBouncer between the storage and PostgreSQL, with the settings of docs/sql.md. Some of the contracts, and more with
 * {@code -Dsymbolon.long=true}. Skipped where the machine has none.
 */
@Timeout(300)
@EnabledIf(value = "io.symbolon.jdbc.PgBouncer#isInstalled", disabledReason = "pgbouncer is not installed")
final class PgBouncerTest {
    /** Far less than the minute after which a reader polls in any case. */
    private static final Duration LONGEST_NOTIFICATION = Duration.ofSeconds(20);

    @Nested
    final class InTransactionMode extends Contracts {
        InTransactionMode() {
            super("transaction");
        }

        @Override
        void set(HikariConfig config) {
            config.addDataSourceProperty("prepareThreshold", "0");
        }

        @Override
        void set(JdbcUserSessionStorage.Builder builder) {
            builder.listen(false);
        }

        /** Where it is listened on all the same, nobody is told; a node looks as often as it does elsewhere. */
        @Test
        void whoListensInVainPolls() throws Exception {
            assertHears(builder -> {});
        }
    }

    @Nested
    final class InSessionMode extends Contracts {
        InSessionMode() {
            super("session");
        }

        @Test
        void aNotificationWakesAReaderThatPollsOnceAMinute() throws Exception {
            assertHears(builder -> builder.pollInterval(Duration.ofMinutes(1)));
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Contracts {
        private final String mode;
        private PgBouncer bouncer;

        Contracts(String mode) {
            this.mode = mode;
        }

        /** What a pool needs. */
        void set(HikariConfig config) {}

        /** What a storage needs. */
        void set(JdbcUserSessionStorage.Builder builder) {}

        @BeforeAll
        void start(@TempDir Path folder) throws IOException {
            bouncer = PgBouncer.start(
                    Files.createDirectory(folder.resolve(mode)),
                    mode,
                    PostgresDatabase.shared().port());
        }

        @AfterAll
        void stop() {
            bouncer.close();
        }

        final StorageFixture fixture() {
            return new JdbcFixture(
                    PostgresDatabase.shared(),
                    Optional.empty(),
                    Optional.of(new TcpRelay(bouncer.port())),
                    this::set,
                    this::set);
        }

        final void assertHears(Consumer<JdbcUserSessionStorage.Builder> settings) throws Exception {
            PostgresDatabase database = PostgresDatabase.shared();
            database.reset();
            try (HikariDataSource pool = database.pool(database.urlAt(bouncer.port()), this::set);
                    JdbcUserSessionStorage reader = open(pool, settings);
                    JdbcUserSessionStorage writer = open(pool, settings)) {
                LogCursor cursor = Sessions.end(reader.revocationLog());
                CompletableFuture<Integer> heard = CompletableFuture.supplyAsync(() -> hears(reader, cursor));
                await().atMost(LONGEST_NOTIFICATION).until(() -> {
                    // Again and again, as the reader may not be listening yet, or not be waiting.
                    writer.end(Sessions.newId("alice"), RevocationCause.SIGNED_OUT);
                    return heard.isDone();
                });
                assertThat(heard.join()).isPositive();
            }
        }

        private static JdbcUserSessionStorage open(
                HikariDataSource pool, Consumer<JdbcUserSessionStorage.Builder> settings) {
            JdbcUserSessionStorage.Builder builder =
                    JdbcUserSessionStorage.builder(pool).migrate(false);
            settings.accept(builder);
            return builder.build();
        }

        private static int hears(JdbcUserSessionStorage reader, LogCursor cursor) {
            try {
                return reader.revocationLog()
                        .read(cursor, Duration.ofHours(1))
                        .revocations()
                        .size();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        @Nested
        @EnabledIfSystemProperty(named = "symbolon.long", matches = "true")
        final class Session extends SessionContract {
            @Override
            protected StorageFixture newFixture() {
                return fixture();
            }
        }

        @Nested
        final class CompareAndSet extends CompareAndSetContract {
            @Override
            protected StorageFixture newFixture() {
                return fixture();
            }
        }

        @Nested
        @EnabledIfSystemProperty(named = "symbolon.long", matches = "true")
        final class Atomicity extends AtomicityContract {
            @Override
            protected StorageFixture newFixture() {
                return fixture();
            }
        }

        @Nested
        @EnabledIfSystemProperty(named = "symbolon.long", matches = "true")
        final class Log extends RevocationLogContract {
            @Override
            protected StorageFixture newFixture() {
                return fixture();
            }
        }

        @Nested
        final class Cluster extends ClusterContract {
            @Override
            protected StorageFixture newFixture() {
                return fixture();
            }
        }
    }
}
