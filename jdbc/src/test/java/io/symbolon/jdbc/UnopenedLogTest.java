package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A log that no storage was ever opened on, as of a mistyped name, would accept what is revoked elsewhere: no start. */
final class UnopenedLogTest {
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
        private final TestDatabase database;

        Contract(TestDatabase database) {
            this.database = database;
        }

        @BeforeEach
        @AfterEach
        void empty() {
            database.reset();
        }

        @Test
        void aLogAtAMistypedPrefixDoesNotStart() {
            assertThatThrownBy(() -> JdbcRevocationLog.builder(database.admin())
                            .tablePrefix("symbolno_")
                            .build())
                    .isInstanceOf(SessionStorageException.class)
                    .hasMessageContaining("symbolno_log")
                    .hasMessageContaining("tablePrefix");
        }

        @Test
        void aLogAtAMistypedSchemaDoesNotStart() {
            assertThatThrownBy(() -> JdbcRevocationLog.builder(database.admin())
                            .schema("symbolno")
                            .build())
                    .isInstanceOf(SessionStorageException.class)
                    .hasMessageContaining("symbolno")
                    .hasMessageContaining("schema(…)");
        }

        @Test
        void tablesThatNoStorageWasOpenedOnAreNotALog() throws InterruptedException {
            assertThatThrownBy(() -> JdbcRevocationLog.builder(database.admin()).build())
                    .isInstanceOf(SessionStorageException.class)
                    .hasMessageContaining("No storage has ever been opened")
                    .hasMessageContaining("start that service first");

            JdbcUserSessionStorage.builder(database.admin())
                    .migrate(false)
                    .build()
                    .close();

            try (JdbcRevocationLog log =
                    JdbcRevocationLog.builder(database.admin()).build()) {
                assertThat(log.read(LogCursor.START, Duration.ZERO).revocations())
                        .isEmpty();
            }
        }
    }
}
