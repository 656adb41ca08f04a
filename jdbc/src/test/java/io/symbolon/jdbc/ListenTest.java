package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.testkit.Patience;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.jdbc.PgConnection;

/** PostgreSQL tells the other nodes at once; where it cannot, they poll. */
@Timeout(300)
final class ListenTest {
    /** Far less than the minute after which a reader polls in any case. */
    private static final long LIMIT_MICROS = 20_000_000;

    private final PostgresDatabase database = PostgresDatabase.shared();
    private HikariDataSource pool;

    @BeforeEach
    void open() {
        database.reset();
        pool = database.pool();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void aNotificationWakesAReaderThatPollsOnceAMinute() throws Exception {
        try (JdbcUserSessionStorage writer = node(builder -> builder);
                JdbcUserSessionStorage reader = node(builder -> builder.pollInterval(Duration.ofMinutes(1)))) {
            List<Long> micros = new ArrayList<>();
            await().until(() -> isListening(1));
            for (int i = 0; i < 30; i++) {
                micros.add(microsToReach(writer, reader));
            }

            Collections.sort(micros);
            assertThat(micros.get(micros.size() / 2))
                    .as("median in microseconds, of %s", micros)
                    .isLessThan(LIMIT_MICROS);
        }
    }

    @Test
    void aNodeThatMayNotListenPolls() throws Exception {
        try (JdbcUserSessionStorage writer = node(builder -> builder.listen(false));
                JdbcUserSessionStorage reader =
                        node(builder -> builder.listen(false).pollInterval(Duration.ofMillis(50)))) {
            for (int i = 0; i < 5; i++) {
                assertThat(microsToReach(writer, reader)).isLessThan(LIMIT_MICROS);
            }
            assertThat(isListening(1)).isFalse();
        }
    }

    @Test
    void aNodeThatCannotListenPollsAndListensWhenItCan() throws Exception {
        AtomicBoolean blocked = new AtomicBoolean(true);
        DelegatingDataSource listenOn = new DelegatingDataSource(pool, connection -> {
            if (blocked.get()) {
                connection.close();
                throw new SQLException("no connection to listen on", "08001");
            }
            return connection;
        });
        try (JdbcUserSessionStorage writer = node(builder -> builder.listen(false));
                JdbcUserSessionStorage reader = node(builder -> builder.notificationDataSource(listenOn))) {
            assertThat(microsToReach(writer, reader)).isLessThan(LIMIT_MICROS);
            assertThat(isListening(1)).isFalse();

            blocked.set(false);

            await().until(() -> isListening(1));
            assertThat(microsToReach(writer, reader)).isLessThan(LIMIT_MICROS);
        }
    }

    @Test
    void aListenerWhoseConnectionIsKilledListensAgain() throws Exception {
        try (JdbcUserSessionStorage writer = node(builder -> builder.listen(false));
                JdbcUserSessionStorage reader = node(builder -> builder.pollInterval(Duration.ofMinutes(1)))) {
            await().until(() -> isListening(1));
            TestDatabase.number(
                    database.admin(),
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'");
            await().until(() -> !isListening(1));

            CompletableFuture<LogPage> reading = read(reader, Sessions.end(reader.revocationLog()));
            SessionId ended = Sessions.newId("alice");
            writer.end(ended, RevocationCause.SIGNED_OUT);

            assertThat(Patience.get(reading).revocations())
                    .singleElement()
                    .satisfies(revocation -> assertThat(revocation.sessionId()).contains(ended));
        }
    }

    @Test
    void aConnectionIsBrokenOnlyWhileItIsOursNeverOnceThePoolHasIt() throws Exception {
        CountDownLatch givenBack = new CountDownLatch(1);
        DelegatingDataSource listenOn =
                new DelegatingDataSource(pool, connection -> abortedLate(connection, givenBack));
        try (JdbcUserSessionStorage node = node(builder -> builder.notificationDataSource(listenOn))) {
            await().until(() -> isListening(1));
            assertThat(node.findAll("nobody").value()).isEmpty();
        }

        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
                Connection connection = pool.getConnection();
                all.add(connection);
                assertThat(connection.createStatement().execute("SELECT 1")).isTrue();
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    /** Its breaking waits until it has been given back, or a while. */
    private static Connection abortedLate(Connection connection, CountDownLatch givenBack) throws SQLException {
        PgConnection raw = connection.unwrap(PgConnection.class);
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("abort")) {
                givenBack.await(1, TimeUnit.SECONDS);
                raw.abort(Runnable::run);
                return null;
            }
            Object result;
            try {
                result = method.invoke(connection, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
            if (method.getName().equals("close")) {
                givenBack.countDown();
            }
            return result;
        };
        return (Connection)
                Proxy.newProxyInstance(ListenTest.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }

    private JdbcUserSessionStorage node(UnaryOperator<JdbcUserSessionStorage.Builder> change) {
        return change.apply(JdbcUserSessionStorage.builder(pool).migrate(false)).build();
    }

    private boolean isListening(int atLeast) {
        return TestDatabase.number(
                        database.admin(), "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'")
                >= atLeast;
    }

    private static long microsToReach(JdbcUserSessionStorage writer, JdbcUserSessionStorage reader)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<LogPage> reading = read(reader, Sessions.end(reader.revocationLog()));
        SessionId ended = Sessions.newId("alice");
        long start = System.nanoTime();
        writer.end(ended, RevocationCause.SIGNED_OUT);
        LogPage page = Patience.get(reading);
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
        assertThat(page.revocations())
                .singleElement()
                .satisfies(revocation -> assertThat(revocation.sessionId()).contains(ended));
        return micros;
    }

    private static CompletableFuture<LogPage> read(JdbcUserSessionStorage reader, LogCursor cursor) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return reader.revocationLog().read(cursor, Patience.PATIENCE);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
    }
}
