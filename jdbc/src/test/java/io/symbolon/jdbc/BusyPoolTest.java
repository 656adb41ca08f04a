package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StoredSession;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reading the log does not wait behind the application for a connection; and a pool of one connection is enough. */
final class BusyPoolTest {
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
        private static final int CALLERS = 60;

        private final TestDatabase database;

        Contract(TestDatabase database) {
            this.database = database;
        }

        /** With four connections and a second for each caller, whoever queues waits about fifteen seconds. */
        @Test
        void sixtySlowCallersOnFourConnectionsDelayNoRevocation() throws Exception {
            database.reset();
            AtomicBoolean stop = new AtomicBoolean();
            ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
            try (HikariDataSource pool = database.pool(config -> {
                        config.setMaximumPoolSize(4);
                        config.setConnectionTimeout(60_000);
                    });
                    HikariDataSource otherPool = database.pool();
                    JdbcUserSessionStorage busy =
                            JdbcUserSessionStorage.builder(pool).migrate(false).build();
                    JdbcUserSessionStorage other = JdbcUserSessionStorage.builder(otherPool)
                            .migrate(false)
                            .build()) {
                LogCursor cursor = Sessions.end(busy.revocationLog());
                try {
                    IntStream.range(0, CALLERS).forEach(i -> callers.execute(() -> callSlowly(pool, stop)));
                    await().until(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() > CALLERS / 2);

                    for (int i = 0; i < 5; i++) {
                        SessionId ended = Sessions.newId("alice");
                        other.end(ended, RevocationCause.SIGNED_OUT);
                        long start = System.nanoTime();
                        LogPage page = busy.revocationLog().read(cursor, Duration.ofSeconds(60));

                        assertThat(page.revocations())
                                .extracting(Revocation::sessionId)
                                .containsExactly(Optional.of(ended));
                        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
                                .as(
                                        "milliseconds, while %s wait",
                                        pool.getHikariPoolMXBean().getThreadsAwaitingConnection())
                                .isLessThan(12_000);
                        cursor = page.next();
                    }
                } finally {
                    // Before the pool is closed: H2 does not let go of a connection that is in use then.
                    stop.set(true);
                    callers.shutdownNow();
                    assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
                }
            } finally {
                callers.shutdownNow();
            }
        }

        @Test
        void aPoolOfOneConnectionIsEnough() throws Exception {
            database.reset();
            try (HikariDataSource pool = database.pool(config -> {
                        config.setMaximumPoolSize(1);
                        config.setConnectionTimeout(60_000);
                    });
                    JdbcUserSessionStorage storage = JdbcUserSessionStorage.builder(pool)
                            .migrate(false)
                            .cleanUpInterval(Duration.ofMillis(100))
                            .build()) {
                LogCursor cursor = Sessions.end(storage.revocationLog());
                for (int i = 0; i < 20; i++) {
                    StoredSession session =
                            storage.insert(Sessions.of("alice")).session().orElseThrow();
                    assertThat(storage.endAll("alice", RevocationCause.ADMINISTRATOR, 0)
                                    .value())
                            .isOne();
                    assertThat(storage.find(session.id()).value()).isEmpty();
                    LogPage page = storage.revocationLog().read(cursor, Duration.ofSeconds(60));
                    assertThat(page.revocations()).hasSize(1);
                    cursor = page.next();
                }
            }
        }

        @Test
        void aPoolThatLookedExhaustedAtTheStartIsFoundToHaveRoom() throws Exception {
            database.reset();
            try (HikariDataSource pool = database.pool(config -> config.setMaximumPoolSize(2))) {
                Connection taken = pool.getConnection();
                try (JdbcUserSessionStorage storage = JdbcUserSessionStorage.builder(pool)
                        .migrate(false)
                        .listen(false)
                        .build()) {
                    taken.close();
                    AtomicBoolean stop = new AtomicBoolean();
                    Thread caller = new Thread(() -> {
                        while (!stop.get()) {
                            storage.findAll("alice");
                        }
                    });
                    caller.start();
                    try {
                        await().until(() -> {
                            Sessions.read(storage.revocationLog(), LogCursor.START);
                            return pool.getHikariPoolMXBean().getActiveConnections() == 2;
                        });
                    } finally {
                        stop.set(true);
                        caller.join();
                    }
                    await().untilAsserted(() -> {
                        assertThat(Sessions.read(storage.revocationLog(), LogCursor.START))
                                .isEmpty();
                        assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                                .as("the log's own")
                                .isOne();
                    });
                }
            }
        }

        private static void callSlowly(HikariDataSource pool, AtomicBoolean stop) {
            while (!stop.get()) {
                try (Connection connection = pool.getConnection()) {
                    if (!connection.isClosed()) {
                        TimeUnit.SECONDS.sleep(1);
                    }
                } catch (Exception stopped) {
                    return;
                }
            }
        }
    }
}
