package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.storage.LogRetention;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A revocation is known for as long as a token that it concerns could be accepted, and then forgotten. */
class RevocationRetentionTest {
    private static final Duration RETENTION = Duration.ofMinutes(30);
    private static final Duration SKEW = Duration.ofMinutes(2);
    private static final Duration MARGIN = Duration.ofMinutes(3);

    /** Of an access token, with the clock skew. */
    private static final Duration LONGEST_LIFE = RETENTION.minus(MARGIN).minus(SKEW);

    private final SettableClock clock = new SettableClock();
    private final InMemoryUserSessionStorage storage =
            new InMemoryUserSessionStorage(clock, new LogRetention(RETENTION, MARGIN));

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    @Test
    void theViewForgetsOnceTheRetentionAndTheClockSkewAreOver() {
        JwtUserSessionManager node = nodes.start(builder -> builder.clockSkew(SKEW));
        node.revokeAll("user-1");
        node.revoke(node.create("user-2", CONTEXT).sessionId());
        node.expireAccessTokens(node.create("user-3", CONTEXT).sessionId());
        assertThat(node.revocationStatus().entries()).isEqualTo(3);

        clock.advance(RETENTION.plus(SKEW).minusMillis(1));
        readTheLog(node, "user-a");
        assertThat(node.revocationStatus().entries()).isEqualTo(4);

        clock.advance(Duration.ofMinutes(1).plusMillis(1));
        readTheLog(node, "user-b");
        soon().until(() -> node.revocationStatus().entries() == 2);
    }

    @Test
    void aRevokedTokenIsRefusedAtEveryMomentOfItsLifeAlsoTheLongestThatIsAllowed() {
        JwtUserSessionManager node =
                nodes.start(builder -> builder.clockSkew(SKEW).accessTokenTtl(LONGEST_LIFE));
        SessionTokens tokens = node.create("user-1", CONTEXT);
        node.revoke(tokens.sessionId());

        for (int minute = 0; minute <= 40; minute++) {
            readTheLog(node, "somebody-" + minute);
            try {
                node.verify(tokens.accessToken());
                throw new AssertionError("accepted after " + minute + " minutes");
            } catch (InvalidAccessTokenException refused) {
                boolean forgotten = minute > RETENTION.plus(SKEW).toMinutes();
                assertThat(refused.code()).isIn(Code.REVOKED, forgotten ? Code.EXPIRED : Code.REVOKED);
            }
            clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void aLaterRevocationOfTheSameSubjectIsKeptForItsOwnTime() {
        JwtUserSessionManager node = nodes.start();
        node.revokeAll("user-1");
        clock.advance(Duration.ofMinutes(20));
        SessionTokens tokens = node.create("user-1", CONTEXT);
        node.revokeAll("user-1");
        clock.advance(Duration.ofMinutes(14));
        readTheLog(node, "user-a");

        assertRefused(Code.REVOKED, () -> node.verify(tokens.accessToken()));
        clock.advance(Duration.ofMinutes(20));
        readTheLog(node, "user-b");
        soon().until(() -> node.revocationStatus().entries() == 2);
    }

    @Test
    void anAccessTokenLifeThatWithClockSkewAndMarginExceedsTheRetentionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nodes.start(builder ->
                        builder.accessTokenTtl(RETENTION.minus(MARGIN).plusMillis(1))))
                .withMessageContaining("accessTokenTtl")
                .withMessageContaining("PT30M")
                .withMessageContaining("PT3M");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nodes.start(builder ->
                        builder.accessTokenTtl(LONGEST_LIFE.plusMillis(1)).clockSkew(SKEW)))
                .withMessageContaining("PT2M");
        assertThat(nodes.start(builder -> builder.accessTokenTtl(LONGEST_LIFE).clockSkew(SKEW)))
                .isNotNull();
    }

    @Test
    void aSessionsOwnAccessTokenLifeIsHeldToTheSame() {
        JwtUserSessionManager node = nodes.start(builder -> builder.clockSkew(SKEW));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.create(
                        "user-1", CONTEXT, CreateOptions.defaults().withAccessTokenTtl(LONGEST_LIFE.plusMillis(1))))
                .withMessageContaining("accessTokenTtl");
        assertThat(node.list("user-1")).isEmpty();
        SessionTokens longest =
                node.create("user-1", CONTEXT, CreateOptions.defaults().withAccessTokenTtl(LONGEST_LIFE));
        assertThat(longest.accessTokenExpiresAt()).isEqualTo(clock.instant().plus(LONGEST_LIFE));
    }

    @Test
    void aNodeThatStartsWithItsClockBehindByTheMarginStillRefusesWhatWasRevoked() {
        SettableClock behind = new SettableClock();
        behind.advance(MARGIN.negated());
        JwtUserSessionManager node =
                nodes.start(builder -> builder.clockSkew(SKEW).accessTokenTtl(LONGEST_LIFE));
        SessionTokens tokens = node.create("user-1", CONTEXT);
        node.revoke(tokens.sessionId());

        for (int second = 0; second <= RETENTION.toSeconds() + 10; second += 10) {
            try (JwtUserSessionManager late =
                    nodes.builder().clock(behind).clockSkew(SKEW).build()) {
                InvalidAccessTokenException refusal = catchThrowableOfType(
                        InvalidAccessTokenException.class, () -> late.verify(tokens.accessToken()));
                assertThat(refusal).as("after %d seconds", second).isNotNull();
                assertThat(refusal.code()).isIn(Code.REVOKED, Code.EXPIRED);
            }
            clock.advance(Duration.ofSeconds(10));
            behind.advance(Duration.ofSeconds(10));
        }
    }

    /** Ends the long poll, and waits until the view has seen that page. */
    private void readTheLog(JwtUserSessionManager node, String subject) {
        storage.endAll(subject, RevocationCause.SIGNED_OUT, 0);
        soon().until(() -> node.revocationStatus().lag().isZero());
    }
}
