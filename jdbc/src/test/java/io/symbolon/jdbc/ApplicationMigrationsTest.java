package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The application migrates the same schema by a Flyway of its own. */
final class ApplicationMigrationsTest {
    @Nested
    final class OnPostgres extends Contract {
        OnPostgres() {
            super(PostgresDatabase.shared(), "DROP SCHEMA IF EXISTS shop CASCADE", "CREATE SCHEMA shop");
        }
    }

    @Nested
    final class OnMaria extends Contract {
        OnMaria() {
            super(MariaDatabase.shared(), "DROP DATABASE IF EXISTS shop", "CREATE DATABASE shop");
        }
    }

    @Nested
    final class OnH2 extends Contract {
        OnH2() {
            super(
                    new H2Database("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE"),
                    "DROP SCHEMA IF EXISTS \"shop\" CASCADE",
                    "CREATE SCHEMA \"shop\"");
        }
    }

    @Timeout(300)
    abstract static class Contract {
        private final TestDatabase database;
        private final String drop;
        private final String create;
        private HikariDataSource pool;

        Contract(TestDatabase database, String drop, String create) {
            this.database = database;
            this.drop = drop;
            this.create = create;
        }

        @BeforeEach
        void emptySchema() {
            TestDatabase.execute(database.admin(), drop);
            TestDatabase.execute(database.admin(), create);
            pool = database.pool(config -> {
                config.setSchema("shop");
                config.setCatalog(database.dialect() instanceof MySqlDialect ? "shop" : null);
            });
        }

        @AfterEach
        void dropSchema() {
            pool.close();
            TestDatabase.execute(database.admin(), drop);
        }

        @Test
        void itsMigrationsAndOursAreApplied() {
            migrateApplication(flyway -> flyway);
            openAndClose();
            migrateApplication(flyway -> flyway);
            openAndClose();

            assertThat(orders()).isZero();
        }

        @Test
        void withBaselineOnMigrateItsFirstMigrationIsAppliedToo() {
            migrateApplication(flyway -> flyway.baselineOnMigrate(true));
            openAndClose();

            assertThat(orders()).isZero();
        }

        @Test
        void anApplicationThatMigratesLaterBeginsBeforeItsFirstVersion() {
            openAndClose();

            assertThatThrownBy(() -> migrateApplication(flyway -> flyway))
                    .as("Flyway takes our tables for the application's")
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("non-empty");
            migrateApplication(flyway -> flyway.baselineOnMigrate(true).baselineVersion("0"));

            assertThat(orders()).isZero();
            openAndClose();
        }

        @Test
        void oursInASchemaOfItsOwnMeetsNobody() {
            openAndClose(builder -> builder.schema("shop_sessions"));
            try {
                migrateApplication(flyway -> flyway);

                assertThat(orders()).isZero();
            } finally {
                TestDatabase.execute(database.admin(), drop.replace("shop", "shop_sessions"));
            }
        }

        private void openAndClose() {
            openAndClose(builder -> builder);
        }

        private void openAndClose(UnaryOperator<JdbcUserSessionStorage.Builder> change) {
            try (JdbcUserSessionStorage storage =
                    change.apply(JdbcUserSessionStorage.builder(pool)).build()) {
                assertThat(storage.insert(Sessions.of("alice")).session()).isPresent();
            }
        }

        private void migrateApplication(UnaryOperator<FluentConfiguration> change) {
            change.apply(Flyway.configure().dataSource(pool).locations("classpath:io/symbolon/jdbc/application"))
                    .load()
                    .migrate();
        }

        private long orders() {
            return TestDatabase.number(pool, "SELECT COUNT(*) FROM orders");
        }
    }
}
