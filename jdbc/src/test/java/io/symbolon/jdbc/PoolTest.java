package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.StoredSession;
import io.symbolon.testkit.StorageFixture;
import io.symbolon.testkit.StressContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The user's pool: it may be set in any way, may run dry, and gets its connections back as they were. */
@Timeout(300)
final class PoolTest {
    @Test
    void aPoolThatRanDryFailsACallInBoundedTimeAndSaysSo() throws SQLException {
        TestDatabase database = PostgresDatabase.shared();
        database.reset();
        try (HikariDataSource pool = database.pool(config -> {
                    config.setMaximumPoolSize(1);
                    config.setConnectionTimeout(500);
                });
                JdbcUserSessionStorage storage = JdbcUserSessionStorage.builder(pool)
                        .migrate(false)
                        .listen(false)
                        .build()) {
            SessionId id = Sessions.newId("alice");
            SessionStorageException failure;
            long start = System.nanoTime();
            try (Connection taken = pool.getConnection()) {
                assertThat(taken.isValid(1)).isTrue();
                failure = catchThrowableOfType(
                        SessionStorageException.class, () -> storage.end(id, RevocationCause.SIGNED_OUT));
            }

            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(400L, 30_000L);
            assertThat(failure).hasMessageContaining("connections of the pool are in use");
            assertThat(failure.isRetrySafe()).isTrue();
            assertThat(storage.end(id, RevocationCause.SIGNED_OUT).value()).isFalse();
        }
    }

    @Nested
    final class OfPostgres extends Contract {
        OfPostgres() {
            super(PostgresDatabase.shared(), "SET TIME ZONE 'Pacific/Kiritimati'");
        }
    }

    @Nested
    final class OfMaria extends Contract {
        OfMaria() {
            super(MariaDatabase.shared(), "SET time_zone = '+13:00'");
        }
    }

    @Nested
    final class OfH2 extends Contract {
        OfH2() {
            super(H2Database.MEMORY, "SET TIME ZONE 'Pacific/Kiritimati'");
        }
    }

    @Nested
    final class StressOnASerializablePostgres extends Unusual {
        StressOnASerializablePostgres() {
            super(PostgresDatabase.shared(), "TRANSACTION_SERIALIZABLE");
        }
    }

    @Nested
    final class StressOnARepeatableReadMaria extends Unusual {
        StressOnARepeatableReadMaria() {
            super(MariaDatabase.shared(), "TRANSACTION_REPEATABLE_READ");
        }
    }

    @Nested
    final class StressOnAnUncommittedReadMaria extends Unusual {
        StressOnAnUncommittedReadMaria() {
            super(MariaDatabase.shared(), "TRANSACTION_READ_UNCOMMITTED");
        }
    }

    @Nested
    final class StressOnASerializableH2 extends Unusual {
        StressOnASerializableH2() {
            super(H2Database.MEMORY, "TRANSACTION_SERIALIZABLE");
        }
    }

    /** Connections with another isolation and without autocommit. */
    abstract static class Unusual extends StressContract {
        private final TestDatabase database;
        private final String isolation;

        Unusual(TestDatabase database, String isolation) {
            this.database = database;
            this.isolation = isolation;
        }

        @Override
        protected StorageFixture newFixture() {
            return new JdbcFixture(
                    database,
                    Optional.empty(),
                    Optional.empty(),
                    config -> {
                        config.setTransactionIsolation(isolation);
                        config.setAutoCommit(false);
                    },
                    builder -> {});
        }
    }

    abstract static class Contract {
        private final TestDatabase database;
        private final String timeZone;

        Contract(TestDatabase database, String timeZone) {
            this.database = database;
            this.timeZone = timeZone;
        }

        @Test
        void theTimeZoneOfAConnectionDoesNotMatter() {
            database.reset();
            try (HikariDataSource pool = database.pool(config -> config.setConnectionInitSql(timeZone));
                    JdbcUserSessionStorage storage =
                            JdbcUserSessionStorage.builder(pool).migrate(false).build()) {
                long before = System.currentTimeMillis();
                StoredSession session =
                        storage.insert(Sessions.of("alice")).session().orElseThrow();

                assertThat(session.createdAt().toEpochMilli())
                        .isBetween(before - 1_000, System.currentTimeMillis() + 1_000);
                assertThat(storage.find(session.id()).value()).contains(session);
            }
        }

        @Test
        void aConnectionIsGivenBackAsItWas() throws SQLException {
            database.reset();
            try (HikariDataSource pool = database.pool(config -> config.setMaximumPoolSize(1));
                    Connection own = pool.getConnection()) {
                own.setAutoCommit(false);
                own.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                own.commit();
                int timeout = own.getNetworkTimeout();
                Connection lent = Connections.withoutClose(own);
                try (JdbcUserSessionStorage storage = JdbcUserSessionStorage.builder(
                                DelegatingDataSource.of(pool, () -> lent))
                        .migrate(false)
                        .listen(false)
                        .cleanUpInterval(Duration.ofHours(1))
                        .build()) {
                    storage.insert(Sessions.of("alice"));
                    storage.findAll("alice");
                    storage.endAll("alice", RevocationCause.ADMINISTRATOR, 0);
                }

                assertThat(own.getAutoCommit()).isFalse();
                assertThat(own.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
                assertThat(own.getNetworkTimeout()).isEqualTo(timeout);
            }
        }
    }
}
