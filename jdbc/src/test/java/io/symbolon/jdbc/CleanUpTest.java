package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.RevocationCause;
import io.symbolon.SessionLifetime;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.StoredSession;
import io.symbolon.testkit.Closer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What has no meaning any more is deleted, by one node, and in nobody's way. */
final class CleanUpTest {
    @Nested
    final class OnPostgres extends Contract {
        OnPostgres() {
            super(PostgresDatabase.shared());
        }
    }

    @Nested
    final class OnMaria extends Contract {
        OnMaria() {
            super(MariaDatabase.shared());
        }
    }

    @Nested
    final class OnH2 extends Contract {
        OnH2() {
            super(H2Database.MEMORY);
        }
    }

    @Timeout(300)
    abstract static class Contract {
        private static final SessionLifetime SHORT = SessionLifetime.of(Duration.ofSeconds(2), Duration.ofSeconds(2));

        private final TestDatabase database;

        Contract(TestDatabase database) {
            this.database = database;
        }

        @BeforeEach
        void empty() {
            database.reset();
        }

        @Test
        void allThatIsOverIsDeletedAndNothingElse() throws InterruptedException {
            try (JdbcUserSessionStorage storage = node(Duration.ofSeconds(1))) {
                StoredSession live =
                        storage.insert(Sessions.of("alice")).session().orElseThrow();
                for (int i = 0; i < 250; i++) {
                    storage.insert(Sessions.of("subject-" + i, SHORT));
                    storage.end(Sessions.newId("nobody"), RevocationCause.SIGNED_OUT);
                }
                storage.endAll("bob", RevocationCause.ADMINISTRATOR, 0);

                await().untilAsserted(() -> {
                    assertThat(rows("session")).isOne();
                    assertThat(rows("subject")).isOne();
                    assertThat(rows("log"))
                            .as("the newest of each partition stays")
                            .isEqualTo(LogTable.PARTITIONS);
                });
                assertThat(storage.findAll("alice").value()).containsExactly(live);
                assertThat(Sessions.read(storage.revocationLog(), LogCursor.START))
                        .isEmpty();
                assertThat(storage.insert(Sessions.of("bob")).session()).isPresent();
            }
        }

        @Test
        void whatWasEndedWithEverythingIsDeletedAndWhatCameAfterStays() throws SQLException {
            try (JdbcUserSessionStorage storage = node(Duration.ofHours(2))) {
                for (int i = 0; i < 450; i++) {
                    storage.insert(Sessions.of("subject-" + i % 300));
                }
                try (HikariDataSource pool = database.pool();
                        Connection working = pool.getConnection()) {
                    working.setAutoCommit(false);
                    Sql.query(
                            working,
                            "SELECT subject FROM symbolon_subject WHERE subject_key = ? FOR UPDATE",
                            row -> true,
                            (Object) SubjectKey.of("subject-7"));
                    for (int partition = 0; partition < storage.partitions(); partition++) {
                        storage.endEverything(partition, RevocationCause.ADMINISTRATOR, 0);
                    }
                    StoredSession after =
                            storage.insert(Sessions.of("subject-8")).session().orElseThrow();

                    await().untilAsserted(() -> assertThat(rows("session"))
                            .as("the new one, and two that somebody works on")
                            .isEqualTo(3));

                    working.rollback();
                    await().until(() -> rows("session") == 1);
                    assertThat(storage.findAll("subject-8").value()).containsExactly(after);
                }
            }
        }

        @Test
        void aSubjectThatSomebodyWorksOnIsPassedOver() throws SQLException {
            try (JdbcUserSessionStorage storage = node(Duration.ofSeconds(1))) {
                storage.insert(Sessions.of("busy", SHORT));
                storage.insert(Sessions.of("idle", SHORT));
                try (HikariDataSource pool = database.pool();
                        Connection working = pool.getConnection()) {
                    working.setAutoCommit(false);
                    Sql.query(
                            working,
                            "SELECT subject FROM symbolon_subject WHERE subject_key = ? FOR UPDATE",
                            row -> true,
                            (Object) SubjectKey.of("busy"));

                    await().until(() -> rows("session") == 1);

                    working.rollback();
                }
                await().until(() -> rows("session") == 0);
            }
        }

        @Test
        void oneNodeCleansUpAndAnotherWhenThatOneIsGone() {
            try (Closer closer = new Closer()) {
                JdbcUserSessionStorage first = closer.add(node(Duration.ofSeconds(1)));
                await().until(() -> holders() == 1);
                String holder = holder();
                closer.add(node(Duration.ofSeconds(1)));
                first.close();
                TestDatabase.execute(database.admin(), "UPDATE symbolon_lease SET held_until = 0");

                await().until(() -> !holder().equals(holder));
            }
        }

        @Test
        void nothingIsCleanedUpAfterClose() {
            JdbcUserSessionStorage storage = node(Duration.ofSeconds(1));
            storage.close();
            storage.close();

            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("symbolon-jdbc-clean-up")));
        }

        @Test
        void theLongestRetentionThatANodeAsksForIsInForceOnAll() throws InterruptedException {
            try (JdbcUserSessionStorage shorter = node(Duration.ofSeconds(1));
                    JdbcUserSessionStorage longer = node(Duration.ofHours(3))) {
                shorter.revocationLog().read(LogCursor.START, Duration.ZERO);

                assertThat(shorter.revocationLog().retention()).isEqualTo(Duration.ofHours(3));
                assertThat(longer.revocationLog().retention()).isEqualTo(Duration.ofHours(3));
            }
        }

        @Test
        void aShorterRetentionTakesEffectWhenTheLongerOneHasRunOut() throws InterruptedException {
            node(Duration.ofSeconds(8)).close();
            try (JdbcUserSessionStorage shorter = node(Duration.ofSeconds(1))) {
                assertThat(shorter.revocationLog().retention()).isEqualTo(Duration.ofSeconds(8));

                await().until(() -> {
                    shorter.revocationLog().read(LogCursor.START, Duration.ZERO);
                    return shorter.revocationLog().retention().equals(Duration.ofSeconds(1));
                });
            }
        }

        private JdbcUserSessionStorage node(Duration retention) {
            return JdbcUserSessionStorage.builder(database.admin())
                    .migrate(false)
                    .listen(false)
                    .retention(retention)
                    .cleanUpInterval(Duration.ofMillis(100))
                    .build();
        }

        private long rows(String table) {
            return TestDatabase.number(database.admin(), "SELECT COUNT(*) FROM symbolon_" + table);
        }

        private long holders() {
            return TestDatabase.number(database.admin(), "SELECT COUNT(*) FROM symbolon_lease WHERE held_until > 0");
        }

        private String holder() {
            try (Connection connection = database.admin().getConnection()) {
                return Sql.one(connection, "SELECT holder FROM symbolon_lease", row -> row.getString(1));
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}
