package io.symbolon.redis;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SessionStorageException;
import io.symbolon.SessionTokens;
import io.symbolon.SigningKeys;
import io.symbolon.testkit.Closer;
import io.symbolon.testkit.TcpRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Far more is asked of Redis than it serves: calls fail soon and say why, tokens are verified on, and it passes. */
final class OverloadTest {
    private static final int CALLERS = 60;
    private static final int CALLS_EACH = 20;
    private static final int MOST_WAITING = 20;
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);

    /** Far above the time-out, on a machine that others keep busy. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private record Failed(SessionStorageException why, Duration after) {}

    private final Closer closer = new Closer();

    @AfterEach
    void close() {
        closer.close();
    }

    @Test
    void callsFailSoonTokensAreVerifiedOnAndAllRecovers() throws Exception {
        TcpRelay relay =
                closer.add(new TcpRelay(closer.add(RedisProcess.start()).port()));
        RedisClient client = TestClients.client(RedisProcess.uri(relay.port()));
        closer.add(client::shutdown);
        RedisUserSessionStorage storage = closer.add(RedisUserSessionStorage.builder(client)
                .commandTimeout(COMMAND_TIMEOUT)
                .mostWaitingCalls(MOST_WAITING)
                .build());
        JwtUserSessionManager manager = closer.add(JwtUserSessionManager.builder()
                .issuer("https://login.example.com")
                .audience("https://api.example.com")
                .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .storage(storage)
                .build());
        List<SessionTokens> sessions = Stream.generate(() -> manager.create("alice", SessionContext.of("192.0.2.1")))
                .limit(10)
                .toList();

        List<Failed> failures = overload(manager, sessions, relay);
        assertThat(failures)
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure.after()).isLessThan(LIMIT))
                .allSatisfy(failure -> assertThat(failure.why().isRetrySafe()).isTrue())
                .allSatisfy(failure -> assertThat(failure.why()).hasMessageContainingAll("Redis", "ry again"));
        assertThat(failures)
                .as("refused before they were sent")
                .anySatisfy(failure -> assertThat(failure.why())
                        .hasMessageContaining(MOST_WAITING + " calls of this node wait for it already"));

        for (SessionTokens session : sessions) {
            await().ignoreExceptionsInstanceOf(SessionStorageException.class)
                    .until(() -> manager.find(session.sessionId()).isPresent());
        }
        assertThat(manager.list("alice")).hasSize(sessions.size());
    }

    /** One request in ten goes on; the callers ask until all of them have had their calls answered or refused. */
    private List<Failed> overload(JwtUserSessionManager manager, List<SessionTokens> sessions, TcpRelay relay)
            throws Exception {
        Semaphore served = new Semaphore(0);
        CountDownLatch isOver = new CountDownLatch(1);
        relay.tap((toServer, bytes, length) -> {
            if (toServer && isOver.getCount() > 0) {
                served.acquireUninterruptibly();
            }
            return true;
        });
        ConcurrentLinkedQueue<Failed> failures = new ConcurrentLinkedQueue<>();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            IntStream.range(0, CALLERS)
                    .forEach(caller -> all.add(CompletableFuture.runAsync(
                            () -> {
                                for (int call = 0; call < CALLS_EACH; call++) {
                                    ask(manager, sessions.get(call % sessions.size()), failures);
                                    if (call % 10 == 0) {
                                        served.release();
                                    }
                                }
                            },
                            callers)));
            CompletableFuture<Void> asked = CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new));
            do {
                sessions.forEach(session -> assertThat(
                                manager.verify(session.accessToken()).sessionId())
                        .isEqualTo(session.sessionId()));
            } while (!asked.isDone());
            asked.join();
        } finally {
            isOver.countDown();
            served.release(CALLERS * CALLS_EACH);
            relay.restore();
            callers.shutdownNow();
        }
        return List.copyOf(failures);
    }

    private static void ask(
            JwtUserSessionManager manager, SessionTokens session, ConcurrentLinkedQueue<Failed> failures) {
        long start = System.nanoTime();
        try {
            assertThat(manager.find(session.sessionId())).isPresent();
        } catch (SessionStorageException failed) {
            failures.add(new Failed(failed, Duration.ofNanos(System.nanoTime() - start)));
        }
    }
}
