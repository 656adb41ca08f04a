package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.RevocationCause;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.StoredSession;
import io.symbolon.testkit.Closer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The schema: migrated, or made by the plain SQL, under any name; and what is said when something is missing in it. */
final class SchemaTest {
    @Nested
    final class OnPostgres extends Contract {
        OnPostgres() {
            super(PostgresDatabase.shared(), "postgresql", "DROP SCHEMA IF EXISTS \"App-1\" CASCADE");
        }

        @Test
        void aMissingFunctionIsNamed() {
            JdbcUserSessionStorage.builder(admin()).schema(SCHEMA).build().close();
            TestDatabase.execute(admin(), "ALTER FUNCTION \"App-1\".symbolon_end RENAME TO other");

            assertThatThrownBy(() -> JdbcUserSessionStorage.builder(admin())
                            .schema(SCHEMA)
                            .migrate(false)
                            .build())
                    .isInstanceOf(SessionStorageException.class)
                    .hasMessageContaining("function \"App-1\".symbolon_end");
        }
    }

    @Nested
    final class OnMaria extends Contract {
        OnMaria() {
            super(MariaDatabase.shared(), "mysql", "DROP DATABASE IF EXISTS `App-1`");
        }
    }

    @Nested
    final class OnH2 extends Contract {
        OnH2() {
            super(
                    new H2Database("jdbc:h2:mem:schemas;DB_CLOSE_DELAY=-1"),
                    "h2",
                    "DROP SCHEMA IF EXISTS \"App-1\" CASCADE");
        }
    }

    @Timeout(300)
    abstract static class Contract {
        static final String SCHEMA = "App-1";

        private final TestDatabase database;
        private final String folder;
        private final String drop;

        Contract(TestDatabase database, String folder, String drop) {
            this.database = database;
            this.folder = folder;
            this.drop = drop;
        }

        final HikariDataSource admin() {
            return database.admin();
        }

        @BeforeEach
        @AfterEach
        void dropSchema() {
            TestDatabase.execute(admin(), drop);
        }

        @Test
        void aSchemaAndAPrefixCanBeChosen() {
            try (JdbcUserSessionStorage storage = JdbcUserSessionStorage.builder(admin())
                    .schema(SCHEMA)
                    .tablePrefix("login_")
                    .build()) {
                assertWorks(storage);
                assertThat(TestDatabase.number(
                                admin(),
                                "SELECT COUNT(*) FROM " + quoted("").replace(".", "." + quote())
                                        + "login_schema_history" + quote()))
                        .as("entries of a history table of its own")
                        .isPositive();
            }
        }

        @RepeatedTest(3)
        void severalNodesMayMigrateAtATime() {
            int nodes = 4;
            CyclicBarrier start = new CyclicBarrier(nodes);
            ExecutorService threads = Executors.newFixedThreadPool(nodes);
            try (Closer closer = new Closer()) {
                List<CompletableFuture<JdbcUserSessionStorage>> storages = Stream.generate(
                                () -> CompletableFuture.supplyAsync(() -> migratedAfter(start, closer), threads))
                        .limit(nodes)
                        .toList();
                storages.forEach(storage -> assertWorks(storage.join()));
            } finally {
                threads.shutdownNow();
            }
        }

        private JdbcUserSessionStorage migratedAfter(CyclicBarrier start, Closer closer) {
            try {
                start.await();
            } catch (InterruptedException | BrokenBarrierException stopped) {
                throw new IllegalStateException(stopped);
            }
            return closer.add(
                    JdbcUserSessionStorage.builder(admin()).schema(SCHEMA).build());
        }

        @Test
        void thePlainSqlMakesTheSameSchema() throws IOException {
            createSchema();
            try (HikariDataSource pool = database.pool(config -> {
                if (folder.equals("mysql")) {
                    config.setCatalog(SCHEMA);
                } else {
                    config.setSchema(SCHEMA);
                }
            })) {
                for (String statement : statementsOf(plainSql())) {
                    TestDatabase.execute(pool, statement);
                }
                try (JdbcUserSessionStorage storage =
                        JdbcUserSessionStorage.builder(pool).migrate(false).build()) {
                    assertWorks(storage);
                }
            }
        }

        @Test
        void allThatIsMissingIsNamed() {
            createSchema();

            assertThatThrownBy(() -> JdbcUserSessionStorage.builder(admin())
                            .schema(SCHEMA)
                            .migrate(false)
                            .build())
                    .isInstanceOf(SessionStorageException.class)
                    .hasMessageContaining(quoted("symbolon_session"))
                    .hasMessageContaining(quoted("symbolon_subject"))
                    .hasMessageContaining(quoted("symbolon_log"))
                    .hasMessageContaining(quoted("symbolon_lease"))
                    .hasMessageContaining("io/symbolon/jdbc/schema/" + folder)
                    .satisfies(failure -> assertThat(((SessionStorageException) failure).isRetrySafe())
                            .isFalse());
        }

        @Test
        void aMissingColumnIsNamed() {
            JdbcUserSessionStorage.builder(admin()).schema(SCHEMA).build().close();
            TestDatabase.execute(admin(), "ALTER TABLE " + quoted("symbolon_session") + " DROP COLUMN parts");
            TestDatabase.execute(
                    admin(), "DELETE FROM " + quoted("symbolon_partition") + " WHERE partition_number = 3");

            assertThatThrownBy(() -> JdbcUserSessionStorage.builder(admin())
                            .schema(SCHEMA)
                            .migrate(false)
                            .build())
                    .isInstanceOf(SessionStorageException.class)
                    .hasMessageContaining("column parts of table " + quoted("symbolon_session"))
                    .hasMessageNotContaining("column sid");
        }

        @Test
        void aMissingRowIsNamed() {
            JdbcUserSessionStorage.builder(admin()).schema(SCHEMA).build().close();
            TestDatabase.execute(
                    admin(), "DELETE FROM " + quoted("symbolon_partition") + " WHERE partition_number = 3");

            assertThatThrownBy(() -> JdbcUserSessionStorage.builder(admin())
                            .schema(SCHEMA)
                            .migrate(false)
                            .build())
                    .isInstanceOf(SessionStorageException.class)
                    .hasMessageContaining("rows 0 to 15 of table " + quoted("symbolon_partition"));
        }

        private void createSchema() {
            TestDatabase.execute(admin(), "CREATE SCHEMA " + quote() + SCHEMA + quote());
        }

        private String quoted(String table) {
            return quote() + SCHEMA + quote() + "." + table;
        }

        private String quote() {
            return folder.equals("mysql") ? "`" : "\"";
        }

        private String plainSql() throws IOException {
            String path = "/io/symbolon/jdbc/schema/" + folder + "/V1__sessions.sql";
            try (InputStream resource = SchemaTest.class.getResourceAsStream(path)) {
                return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        /** As a tool splits a script: at semicolons at the end of a line, but not within $$. */
        private static List<String> statementsOf(String script) {
            List<String> statements = new ArrayList<>();
            StringBuilder statement = new StringBuilder();
            boolean isBody = false;
            for (String line : script.lines().toList()) {
                String code = line.replaceFirst("--.*", "").stripTrailing();
                isBody ^= (code.split("\\$\\$", -1).length - 1) % 2 == 1;
                statement.append(code).append('\n');
                if (code.endsWith(";") && !isBody) {
                    statements.add(statement.toString().strip());
                    statement.setLength(0);
                }
            }
            return statements;
        }

        private static void assertWorks(JdbcUserSessionStorage storage) {
            StoredSession session =
                    storage.insert(Sessions.of("alice")).session().orElseThrow();
            StoredSession rotated =
                    storage.update(Sessions.rotationOf(session)).value().orElseThrow();
            assertThat(storage.find(session.id()).value()).contains(rotated);
            assertThat(storage.end(session.id(), RevocationCause.SIGNED_OUT).value())
                    .isTrue();
            assertThat(storage.endAll("alice", RevocationCause.ADMINISTRATOR, 0).value())
                    .isZero();
        }
    }
}
