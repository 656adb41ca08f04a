package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.testkit.Closer;
import io.symbolon.testkit.Overload;
import io.symbolon.testkit.TcpRelay;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Far more is asked of a database than it serves: calls fail soon and say why, tokens are verified on, and it passes. */
final class OverloadTest {
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

    abstract static class Contract {
        /** Far above both time-outs, on a machine that others keep busy. */
        private static final Duration LIMIT = Duration.ofSeconds(30);

        private final TestDatabase database;
        private final Closer closer = new Closer();

        Contract(TestDatabase database) {
            this.database = database;
        }

        @AfterEach
        void close() {
            closer.close();
        }

        @Test
        void callsFailSoonTokensAreVerifiedOnAndItPasses() {
            database.reset();
            TcpRelay relay = closer.add(new TcpRelay(database.port()));
            HikariDataSource pool = closer.add(database.pool(database.urlAt(relay.port()), config -> {
                config.setMaximumPoolSize(4);
                config.setConnectionTimeout(250);
            }));
            JdbcUserSessionStorage storage = closer.add(JdbcUserSessionStorage.builder(pool)
                    .migrate(false)
                    .timeout(Duration.ofMillis(500))
                    .build());
            Overload overload = closer.add(new Overload(storage, relay));

            assertThat(overload.run())
                    .isNotEmpty()
                    .allSatisfy(failure -> assertThat(failure.after()).isLessThan(LIMIT))
                    .allSatisfy(
                            failure -> assertThat(failure.why().isRetrySafe()).isTrue())
                    .allSatisfy(failure -> assertThat(failure.why()).hasMessageContaining("can be made again"))
                    .as("had no connection in time")
                    .anySatisfy(failure ->
                            assertThat(failure.why()).hasCauseInstanceOf(SQLTransientConnectionException.class));
            overload.assertPasses();
        }
    }
}
