package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.PATIENCE;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** G5: a node that is cut off from the log, which fails or does not answer at all. */
class StalenessPolicyTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock();
    private final WrappedStorage storage = new WrappedStorage(new InMemoryUserSessionStorage(clock));

    /** Faults are the test's own: the build's output need not show them. */
    @AutoClose
    private final CapturedLog unusedOutput = new CapturedLog();

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNodeThatAcceptsGoesOnUntilTheTokenExpires(boolean silent) {
        JwtUserSessionManager node = nodes.start();
        SessionTokens tokens = node.create("user-1", CONTEXT);
        cut(silent);

        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
        clock.advance(Duration.ofMillis(1));
        assertRefused(Code.EXPIRED, () -> node.verify(tokens.accessToken()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNodeThatRejectsDoesSoAfterTheLimitAndUntilTheLogAnswersAgain(boolean silent) {
        JwtUserSessionManager node =
                nodes.start(builder -> builder.stalenessPolicy(StalenessPolicy.rejectAfter(LIMIT)));
        SessionTokens tokens = node.create("user-1", CONTEXT);
        cut(silent);

        clock.advance(LIMIT);
        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
        clock.advance(Duration.ofMillis(1));
        InvalidAccessTokenException refusal = assertRefused(Code.STALE_NODE, () -> node.verify(tokens.accessToken()));
        assertThat(refusal.action()).isEqualTo(SessionException.Action.RETRY);

        storage.log().recover();
        wakeTheLog();
        soon().until(() -> node.revocationStatus().lag().isZero());
        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
    }

    @Test
    void aStaleNodeHasCaughtUpBeforeItAcceptsAgain() {
        JwtUserSessionManager node =
                nodes.start(builder -> builder.stalenessPolicy(StalenessPolicy.rejectAfter(LIMIT)));
        SessionTokens tokens = node.create("user-1", CONTEXT);
        storage.log().fail();
        clock.advance(LIMIT.plusMillis(1));
        assertRefused(Code.STALE_NODE, () -> node.verify(tokens.accessToken()));
        // By a node that this one hears of through the log only.
        storage.storage().end(tokens.sessionId(), RevocationCause.ADMINISTRATOR);

        storage.log().recover();

        soon().until(() -> {
            try {
                node.verify(tokens.accessToken());
                throw new AssertionError("accepted before it has caught up");
            } catch (InvalidAccessTokenException refused) {
                return refused.code() == Code.REVOKED;
            }
        });
    }

    @Test
    void aNodeIsNotDeafForGoodAfterAnErrorInTheLog() {
        JwtUserSessionManager node = nodes.start();
        SessionTokens tokens = node.create("user-1", CONTEXT);
        int reads = storage.log().reads.get();
        storage.log().breakDown();
        wakeTheLog();
        soon().until(() -> storage.log().reads.get() > reads + 1);
        storage.storage().end(tokens.sessionId(), RevocationCause.ADMINISTRATOR);

        storage.log().recover();

        soon().untilAsserted(() -> assertRefused(Code.REVOKED, () -> node.verify(tokens.accessToken())));
    }

    @Test
    void aStaleNodeStillTellsTheTruthAboutWhatItKnows() {
        JwtUserSessionManager node =
                nodes.start(builder -> builder.stalenessPolicy(StalenessPolicy.rejectAfter(LIMIT)));
        SessionTokens revoked = node.create("user-1", CONTEXT);
        SessionTokens outdated = node.create("user-2", CONTEXT);
        node.revoke(revoked.sessionId());
        node.expireAccessTokens("user-2");
        storage.log().fail();
        clock.advance(LIMIT.plusMillis(1));

        assertRefused(Code.REVOKED, () -> node.verify(revoked.accessToken()));
        assertRefused(Code.OUTDATED, () -> node.verify(outdated.accessToken()));
        assertRefused(Code.MALFORMED, () -> node.verify("x"));
    }

    @Test
    void aHealthyNodeIsNeverStaleHoweverQuietTheLogIs() {
        Duration limit = Duration.ofMillis(900);
        Queue<Duration> waits = new ConcurrentLinkedQueue<>();
        WrappedStorage quiet = new WrappedStorage(new InMemoryUserSessionStorage(clock)) {
            @Override
            public RevocationLog revocationLog() {
                return noting(super.revocationLog(), waits);
            }
        };
        try (JwtUserSessionManager node = nodes.builder()
                .storage(quiet)
                .clock(clock)
                .stalenessPolicy(StalenessPolicy.rejectAfter(limit))
                .build()) {
            String token = node.create("user-1", CONTEXT).accessToken();
            for (int round = 0; round < 4; round++) {
                clock.advance(limit.dividedBy(2));
                Instant moved = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                soon().untilAsserted(() -> {
                    assertThat(node.verify(token).subject()).isEqualTo("user-1");
                    assertThat(node.revocationStatus().lastContact()).isAfterOrEqualTo(moved);
                });
            }
        }
        // A long poll waits at most a third of the limit, so that every answer comes in time.
        assertThat(waits).hasSizeGreaterThan(4).allMatch(wait -> wait.compareTo(limit.dividedBy(3)) <= 0);
    }

    @Test
    void aLimitUnderAHundredMillisecondsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StalenessPolicy.rejectAfter(Duration.ofMillis(99)))
                .withMessageContaining("limit")
                .withMessageContaining("PT0.1S");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingANodeWhoseLogIsCutTakesNoTime(boolean silent) {
        JwtUserSessionManager node = nodes.start();
        cut(silent);

        long start = System.nanoTime();
        node.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.dividedBy(2));
    }

    /** A long poll that the cut did not end is ended by the next entry. */
    private void wakeTheLog() {
        storage.storage().endAll("somebody else", RevocationCause.SIGNED_OUT, 0);
    }

    private void cut(boolean silent) {
        if (silent) {
            storage.log().fallSilent();
        } else {
            storage.log().fail();
        }
    }

    private static RevocationLog noting(RevocationLog log, Queue<Duration> waits) {
        return new RevocationLog() {
            @Override
            public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
                waits.add(maxWait);
                return log.read(after, maxWait);
            }

            @Override
            public Duration retention() {
                return log.retention();
            }
        };
    }
}
