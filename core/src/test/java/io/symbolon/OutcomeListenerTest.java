package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.Race;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OutcomeListenerTest {
    private final SettableClock clock = new SettableClock();
    private final FailingStorage storage = new FailingStorage(clock);

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    private final Heard heard = new Heard();

    /** Writes down what it hears, and on which thread. */
    private static final class Heard implements OutcomeListener {
        final Queue<String> outcomes = new ConcurrentLinkedQueue<>();
        final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

        @Override
        public void verified() {
            hear("verified");
        }

        @Override
        public void verificationRefused(InvalidAccessTokenException.Code code) {
            hear(code.name());
        }

        @Override
        public void refreshed() {
            hear("refreshed");
        }

        @Override
        public void refreshRefused(InvalidRefreshTokenException.Code code) {
            hear(code.name());
        }

        @Override
        public void refreshFailed(SessionStorageException.Code code) {
            hear(code.name());
        }

        private void hear(String outcome) {
            threads.add(Thread.currentThread());
            outcomes.add(outcome);
        }
    }

    private static final class FailingStorage extends WrappedStorage {
        Optional<SessionStorageException> failure = Optional.empty();

        FailingStorage(SettableClock clock) {
            super(new InMemoryUserSessionStorage(clock));
        }

        @Override
        public StorageResult<Optional<StoredSession>> find(SessionId id) {
            failure.ifPresent(thrown -> {
                throw thrown;
            });
            return super.find(id);
        }
    }

    @Test
    void everyOutcomeOfAVerificationIsTold() {
        JwtUserSessionManager node = nodes.start(builder -> builder.outcomeListener(heard));
        SessionTokens tokens = node.create("user-1", CONTEXT);
        node.verify(tokens.accessToken());
        node.verify(tokens.accessToken());
        assertRefused(InvalidAccessTokenException.Code.MALFORMED, () -> node.verify("no token"));
        assertRefused(InvalidAccessTokenException.Code.BAD_SIGNATURE, () -> node.verify(tokens.accessToken() + "x"));
        SessionTokens ended = node.create("user-2", CONTEXT);
        node.revoke(ended.sessionId());
        assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> node.verify(ended.accessToken()));
        node.expireAccessTokens("user-1");
        assertRefused(InvalidAccessTokenException.Code.OUTDATED, () -> node.verify(tokens.accessToken()));
        clock.advance(Duration.ofMinutes(16));
        assertRefused(InvalidAccessTokenException.Code.EXPIRED, () -> node.verify(tokens.accessToken()));

        assertThat(heard.outcomes)
                .containsExactly(
                        "verified", "verified", "MALFORMED", "BAD_SIGNATURE", "REVOKED", "OUTDATED", "EXPIRED");
    }

    @Test
    void everyOutcomeOfARefreshIsTold() {
        ContextGuard guard = (session, context) -> !context.ip().equals("198.51.100.66");
        JwtUserSessionManager node =
                nodes.start(builder -> builder.outcomeListener(heard).contextGuard(guard));
        JwtUserSessionManager ofOtherKeys =
                nodes.start(builder -> builder.refreshTokenKeys(RefreshTokenKeys.generate()));
        String first = node.create("user-1", CONTEXT).refreshToken();
        nodes.passTheGrace();
        String second = node.refresh(first, CONTEXT).refreshToken();
        nodes.passTheGrace();
        String third = node.refresh(second, CONTEXT, Map.of("a", "b")).refreshToken();
        assertRefused(InvalidRefreshTokenException.Code.MALFORMED, () -> node.refresh("no token", CONTEXT));
        assertRefused(InvalidRefreshTokenException.Code.BAD_SIGNATURE, () -> node.refresh(damaged(third), CONTEXT));
        String foreign = ofOtherKeys.create("user-1", CONTEXT).refreshToken();
        assertRefused(InvalidRefreshTokenException.Code.UNKNOWN_KEY, () -> node.refresh(foreign, CONTEXT));
        assertRefused(
                InvalidRefreshTokenException.Code.CONTEXT_REFUSED,
                () -> node.refresh(third, SessionContext.of("198.51.100.66")));
        assertRefused(InvalidRefreshTokenException.Code.REUSED, () -> node.refresh(first, CONTEXT));
        assertRefused(InvalidRefreshTokenException.Code.SESSION_NOT_FOUND, () -> node.refresh(third, CONTEXT));
        storage.failure = Optional.of(new SessionStorageException("away", true, null));
        assertThatThrownBy(() -> node.refresh(third, CONTEXT)).isInstanceOf(SessionStorageException.class);
        storage.failure = Optional.of(new SessionStorageException("broken", false, null));
        assertThatThrownBy(() -> node.refresh(third, CONTEXT)).isInstanceOf(SessionStorageException.class);

        assertThat(heard.outcomes)
                .containsExactly(
                        "refreshed",
                        "refreshed",
                        "MALFORMED",
                        "BAD_SIGNATURE",
                        "UNKNOWN_KEY",
                        "CONTEXT_REFUSED",
                        "REUSED",
                        "SESSION_NOT_FOUND",
                        "UNAVAILABLE",
                        "FAILED");
    }

    @Test
    void itIsToldOnTheCallersThreadBeforeTheCallEnds() {
        JwtUserSessionManager node = nodes.start(builder -> builder.outcomeListener(heard));
        SessionTokens tokens = node.create("user-1", CONTEXT);
        node.verify(tokens.accessToken());
        assertThat(heard.outcomes).hasSize(1);
        node.refresh(tokens.refreshToken(), CONTEXT);
        assertThat(heard.outcomes).hasSize(2);
        assertThat(heard.threads).containsOnly(Thread.currentThread());
    }

    @Test
    void aVerifierTellsItToo() {
        SessionTokens tokens = nodes.start().create("user-1", CONTEXT);
        try (AccessTokenVerifier verifier = AccessTokenVerifier.builder()
                .issuer(Nodes.ISSUER)
                .audience(Nodes.AUDIENCE)
                .keys(Nodes.SIGNING_KEYS)
                .withoutRevocations()
                .clock(clock)
                .outcomeListener(heard)
                .build()) {
            verifier.verify(tokens.accessToken());
            clock.advance(Duration.ofHours(1));
            assertRefused(InvalidAccessTokenException.Code.EXPIRED, () -> verifier.verify(tokens.accessToken()));
        }
        assertThat(heard.outcomes).containsExactly("verified", "EXPIRED");
    }

    @Test
    void oneThatThrowsBreaksNothingAndTheOthersHearItToo() {
        OutcomeListener broken = new OutcomeListener() {
            @Override
            public void verified() {
                throw new IllegalStateException("secret");
            }

            @Override
            public void verificationRefused(InvalidAccessTokenException.Code code) {
                throw new IllegalStateException("secret");
            }

            @Override
            public void refreshed() {
                throw new StackOverflowError();
            }
        };
        try (CapturedLog log = new CapturedLog()) {
            JwtUserSessionManager node =
                    nodes.start(builder -> builder.outcomeListener(broken).outcomeListener(heard));
            SessionTokens tokens = node.create("user-1", CONTEXT);
            for (int i = 0; i < 10; i++) {
                assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
            }
            assertThatThrownBy(() -> node.verify("no token")).isInstanceOf(InvalidAccessTokenException.class);
            assertThat(node.refresh(tokens.refreshToken(), CONTEXT).sessionId()).isEqualTo(tokens.sessionId());

            assertThat(heard.outcomes).hasSize(12);
            assertThat(log.lines())
                    .as("once, and its class only")
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains("java.lang.IllegalStateException")
                            .doesNotContain("secret"));
        }
    }

    @Test
    void whatIsTheApplicationsOwnFaultIsNoOutcome() {
        JwtUserSessionManager node =
                nodes.start(builder -> builder.outcomeListener(heard).contextGuard((session, context) -> {
                    throw new IllegalStateException("the guard's own");
                }));
        SessionTokens tokens = node.create("user-1", CONTEXT);

        assertThatThrownBy(() -> node.refresh(tokens.refreshToken(), CONTEXT)).hasMessage("the guard's own");
        assertThatThrownBy(() -> node.refresh(tokens.refreshToken(), CONTEXT, Map.of("sub", "x")))
                .isInstanceOf(IllegalArgumentException.class);
        node.close();
        assertThatThrownBy(() -> node.verify(tokens.accessToken())).isInstanceOf(IllegalStateException.class);
        assertThat(heard.outcomes).isEmpty();
    }

    @Test
    void callsOfManyThreadsAreAllTold() {
        JwtUserSessionManager node = nodes.start(builder -> builder.outcomeListener(heard));
        SessionTokens tokens = node.create("user-1", CONTEXT);
        Race.values(8, racer -> () -> {
            for (int i = 0; i < 1000; i++) {
                node.verify(tokens.accessToken());
            }
            return node.refresh(tokens.refreshToken(), CONTEXT);
        });
        assertThat(heard.outcomes)
                .hasSize(8 * 1001)
                .filteredOn("refreshed"::equals)
                .hasSize(8);
    }

    @Test
    void toldThatATokenIsGoodNothingIsAllocated() {
        LongAdder count = new LongAdder();
        JwtUserSessionManager told = nodes.start(builder -> builder.outcomeListener(new OutcomeListener() {
            @Override
            public void verified() {
                count.increment();
            }
        }));
        String token = told.create("user-1", CONTEXT).accessToken();

        long without = leastAllocated(nodes.start(), token);
        assertThat(leastAllocated(told, token)).isLessThanOrEqualTo(without);
        assertThat(count.sum()).isPositive();
    }

    /** Bytes a thousand calls, when compiled. */
    private static long leastAllocated(JwtUserSessionManager node, String token) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        List<Long> rounds = new ArrayList<>();
        for (int round = 0; round < 100; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 1000; i++) {
                node.verify(token);
            }
            rounds.add(threads.getThreadAllocatedBytes(thread) - before);
        }
        return rounds.stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    private static String damaged(String refreshToken) {
        int middle = refreshToken.length() - 10;
        char other = refreshToken.charAt(middle) == 'A' ? 'B' : 'A';
        return refreshToken.substring(0, middle) + other + refreshToken.substring(middle + 1);
    }
}
