package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.SessionStorageException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A user who may not migrate is told at once, and what to grant. */
final class MigrationRightsTest {
    @Nested
    final class OnPostgres extends Contract {
        OnPostgres() {
            super(
                    PostgresDatabase.shared(),
                    List.of(
                            "CREATE SCHEMA rights", "CREATE ROLE clerk LOGIN PASSWORD 'clerk'",
                            "GRANT USAGE ON SCHEMA rights TO clerk", "ALTER ROLE clerk SET search_path = rights"),
                    List.of("DROP SCHEMA IF EXISTS rights CASCADE", "DROP ROLE IF EXISTS clerk"),
                    "GRANT USAGE, CREATE ON SCHEMA \"rights\" TO \"clerk\"");
        }

        @Test
        void aSchemaThatMayNotBeMadeIsNamed() {
            SessionStorageException failure = failure(builder -> builder.schema("Absent"));

            assertThat(failure).hasMessageContaining("clerk may not create the schema Absent");
            assertThat(failure).hasMessageContaining("GRANT CREATE ON DATABASE");
        }

        @Test
        void theRightThatIsNamedIsEnough() {
            TestDatabase.execute(admin(), "GRANT USAGE, CREATE ON SCHEMA \"rights\" TO \"clerk\"");

            assertOpens();
        }

        @Test
        void whereAnotherUserHasMigratedNoRightToCreateIsNeeded() {
            JdbcUserSessionStorage.builder(admin()).schema("rights").build().close();
            TestDatabase.execute(
                    admin(), "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA rights TO clerk");

            assertOpens();
        }
    }

    @Nested
    final class OnH2 extends Contract {
        OnH2() {
            super(
                    new H2Database("jdbc:h2:mem:rights;DB_CLOSE_DELAY=-1"),
                    List.of("CREATE USER CLERK PASSWORD 'clerk'"),
                    List.of("DROP ALL OBJECTS"),
                    "ALTER USER CLERK ADMIN TRUE");
        }

        @Test
        void theRightThatIsNamedIsEnough() {
            TestDatabase.execute(admin(), "ALTER USER CLERK ADMIN TRUE");

            assertOpens();
        }

        @Override
        @BeforeEach
        void createUser() {
            TestDatabase.execute(admin(), "DROP USER IF EXISTS CLERK");
            super.createUser();
        }
    }

    @Timeout(300)
    abstract static class Contract {
        private final TestDatabase database;
        private final List<String> before;
        private final List<String> after;
        private final String grant;
        private HikariDataSource clerk;

        Contract(TestDatabase database, List<String> before, List<String> after, String grant) {
            this.database = database;
            this.before = before;
            this.after = after;
            this.grant = grant;
        }

        @BeforeEach
        void createUser() {
            before.forEach(sql -> TestDatabase.execute(admin(), sql));
            // Only an administrator may set what stands behind the semicolon of H2's address.
            clerk = database.pool(database.url().replaceFirst(";.*", ""), config -> {
                config.setUsername("clerk");
                config.setPassword("clerk");
            });
        }

        @AfterEach
        void dropUser() {
            clerk.close();
            after.forEach(sql -> TestDatabase.execute(admin(), sql));
        }

        @Test
        void itIsSaidAtOnceWhatToGrant() {
            long start = System.nanoTime();
            SessionStorageException failure = failure(builder -> builder);

            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                    .isLessThan(8);
            assertThat(failure).hasMessageContaining("may not create tables");
            assertThat(failure).hasMessageContaining(grant);
            assertThat(failure).hasMessageContaining("migrate(false)");
            assertThat(failure.isRetrySafe()).isFalse();
        }

        final HikariDataSource admin() {
            return database.admin();
        }

        final SessionStorageException failure(UnaryOperator<JdbcUserSessionStorage.Builder> change) {
            SessionStorageException failure = catchThrowableOfType(
                    SessionStorageException.class,
                    () -> change.apply(JdbcUserSessionStorage.builder(clerk)).build());
            assertThat(failure).isNotNull();
            return failure;
        }

        final void assertOpens() {
            try (JdbcUserSessionStorage storage =
                    JdbcUserSessionStorage.builder(clerk).build()) {
                assertThat(storage.insert(Sessions.of("alice")).session()).isPresent();
            }
        }
    }
}
