package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.RevocationLog;
import io.symbolon.testkit.Patience;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** After close a reader that waits is woken, and every connection is back in the pool. */
final class ClosedStorageTest {
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

        @Test
        void aReaderIsWokenAndNoConnectionIsKept() throws Exception {
            database.reset();
            try (HikariDataSource pool = database.pool()) {
                JdbcUserSessionStorage storage =
                        JdbcUserSessionStorage.builder(pool).migrate(false).build();
                storage.insert(Sessions.of("alice"));
                RevocationLog log = storage.revocationLog();
                LogCursor cursor = Sessions.end(log);
                CompletableFuture<Object> waiting = CompletableFuture.supplyAsync(() -> {
                    try {
                        return log.read(cursor, Duration.ofMinutes(5));
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException("interrupted", interrupted);
                    }
                });

                storage.close();
                storage.close();

                try {
                    Patience.get(waiting);
                    throw new AssertionError("the reader that waited got an answer");
                } catch (ExecutionException woken) {
                    assertThat(woken).hasCauseInstanceOf(IllegalStateException.class);
                    assertThat(woken.getCause()).hasMessage("The storage is closed.");
                }
                assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            }
        }
    }
}
