package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A revocation is known for as long as a token that it concerns could be accepted, and then forgotten. */
class RevocationRetentionTest {
    private static final Duration RETENTION = Duration.ofMinutes(30);
    private static final Duration SKEW = Duration.ofMinutes(2);

    private final SettableClock clock = new SettableClock();
    private final InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage(clock, RETENTION);

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
                nodes.start(builder -> builder.clockSkew(SKEW).accessTokenTtl(RETENTION.minus(SKEW)));
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
    void anAccessTokenLifeThatWithTheClockSkewExceedsTheRetentionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nodes.start(builder -> builder.accessTokenTtl(RETENTION.plusMillis(1))))
                .withMessageContaining("accessTokenTtl")
                .withMessageContaining("PT30M");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nodes.start(
                        builder -> builder.accessTokenTtl(RETENTION.minus(SKEW).plusMillis(1))
                                .clockSkew(SKEW)))
                .withMessageContaining("PT2M");
        assertThat(nodes.start(
                        builder -> builder.accessTokenTtl(RETENTION.minus(SKEW)).clockSkew(SKEW)))
                .isNotNull();
    }

    @Test
    void aSessionsOwnAccessTokenLifeIsHeldToTheSame() {
        JwtUserSessionManager node = nodes.start(builder -> builder.clockSkew(SKEW));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.create(
                        "user-1",
                        CONTEXT,
                        CreateOptions.defaults()
                                .withAccessTokenTtl(RETENTION.minus(SKEW).plusMillis(1))))
                .withMessageContaining("accessTokenTtl");
        assertThat(node.list("user-1")).isEmpty();
        SessionTokens longest =
                node.create("user-1", CONTEXT, CreateOptions.defaults().withAccessTokenTtl(RETENTION.minus(SKEW)));
        assertThat(longest.accessTokenExpiresAt())
                .isEqualTo(clock.instant().plus(RETENTION).minus(SKEW));
    }

    /** Ends the long poll, and waits until the view has seen that page. */
    private void readTheLog(JwtUserSessionManager node, String subject) {
        storage.deleteAll(subject, RevocationCause.SIGNED_OUT);
        soon().until(() -> node.revocationStatus().lag().isZero());
    }
}
