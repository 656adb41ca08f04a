package io.symbolon.testkit;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SessionStorageException;
import io.symbolon.SessionTokens;
import io.symbolon.SigningKeys;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sixty callers of a node whose storage serves about one request in ten. For tests of what a storage does then: calls fail
 * soon and say why, access tokens are verified on, and it passes. Not thread-safe.
 */
public final class Overload implements AutoCloseable {
    private static final int CALLERS = 60;
    private static final int CALLS_EACH = 10;
    private static final String SUBJECT = "alice";

    private final JwtUserSessionManager manager;
    private final TcpRelay relay;
    private final List<SessionTokens> sessions;

    /**
     * A call that failed.
     *
     * @param why with what
     * @param after how long the caller waited
     */
    public record Failure(SessionStorageException why, Duration after) {}

    /**
     * Starts a node and signs a user in ten times.
     *
     * @param storage of the node; it is not closed with it
     * @param relay between the storage and its server
     */
    public Overload(UserSessionStorage storage, TcpRelay relay) {
        this.relay = Objects.requireNonNull(relay, "relay");
        this.manager = JwtUserSessionManager.builder()
                .issuer("https://login.example.com")
                .audience("https://api.example.com")
                .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .storage(storage)
                .build();
        this.sessions = Stream.generate(() -> manager.create(SUBJECT, SessionContext.of("192.0.2.1")))
                .limit(10)
                .toList();
    }

    /**
     * Asks until each caller has had all calls answered or refused, while access tokens are verified. After it the storage
     * serves all.
     *
     * @return the calls that failed
     * @throws AssertionError if a token was not verified, or a call's answer was wrong
     */
    public List<Failure> run() {
        Semaphore served = new Semaphore(0);
        CountDownLatch isOver = new CountDownLatch(1);
        relay.tap((toServer, bytes, length) -> {
            if (toServer && isOver.getCount() > 0) {
                served.acquireUninterruptibly();
            }
            return true;
        });
        ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            CompletableFuture<Void> asked = CompletableFuture.allOf(IntStream.range(0, CALLERS)
                    .mapToObj(caller -> CompletableFuture.runAsync(() -> ask(served, failures), callers))
                    .toArray(CompletableFuture<?>[]::new));
            do {
                sessions.forEach(session -> assertThat(
                                manager.verify(session.accessToken()).sessionId())
                        .isEqualTo(session.sessionId()));
            } while (!isDoneSoon(asked));
            asked.join();
        } finally {
            isOver.countDown();
            served.release(CALLERS * CALLS_EACH);
            relay.restore();
            callers.shutdownNow();
        }
        return List.copyOf(failures);
    }

    /**
     * Waits until the storage answers again.
     *
     * @throws AssertionError if it does not, or a session is missing
     */
    public void assertPasses() {
        sessions.forEach(session -> await().ignoreExceptionsInstanceOf(SessionStorageException.class)
                .until(() -> manager.find(session.sessionId()).isPresent()));
        assertThat(manager.list(SUBJECT)).hasSize(sessions.size());
    }

    /** Stops the node. */
    @Override
    public void close() {
        manager.close();
    }

    /** Waits a moment, so that the callers get the processors. */
    private static boolean isDoneSoon(CompletableFuture<Void> asked) {
        return asked.handle((nothing, failure) -> true)
                .completeOnTimeout(false, 10, TimeUnit.MILLISECONDS)
                .join();
    }

    private void ask(Semaphore served, ConcurrentLinkedQueue<Failure> failures) {
        for (int call = 0; call < CALLS_EACH; call++) {
            long start = System.nanoTime();
            try {
                assertThat(manager.find(sessions.get(call % sessions.size()).sessionId()))
                        .isPresent();
            } catch (SessionStorageException failed) {
                failures.add(new Failure(failed, Duration.ofNanos(System.nanoTime() - start)));
            }
            if (call == 0) {
                served.release();
            }
        }
    }
}
