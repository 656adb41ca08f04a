package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.Refusals;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** "Was this not you?": a token that ends one session and nothing else. */
class EndingTokenTest {
    private static final Duration WEEK = Duration.ofDays(7);

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start();
    private final JwtUserSessionManager other = nodes.start();
    private final SessionTokens tokens = node.create("user-1", CONTEXT);
    private final SessionTokens another = node.create("user-1", CONTEXT);
    private final String ending = node.endingToken(tokens.sessionId(), WEEK);

    @Test
    void itEndsItsSessionAndNoOtherOnAnyNode() {
        assertThat(other.revokeByEndingToken(ending)).isTrue();

        InvalidAccessTokenException refusal =
                Refusals.assertRefused(Code.REVOKED, () -> other.verify(tokens.accessToken()));
        assertThat(refusal.revocationCause()).contains(RevocationCause.NOT_RECOGNIZED);
        other.verify(another.accessToken());
        assertThat(node.revokeByEndingToken(ending)).as("it was over").isFalse();
    }

    @Test
    void aLateOneIsRefusedAndEndsNothing() {
        nodes.clock().advance(WEEK.minusSeconds(1));
        String second = node.endingToken(tokens.sessionId(), Duration.ofSeconds(1));
        nodes.clock().advance(Duration.ofSeconds(1));

        for (String late : new String[] {ending, second}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> node.revokeByEndingToken(late))
                    .withMessageContaining("expired");
        }
        assertThat(node.find(tokens.sessionId())).isPresent();
    }

    @Test
    void aDamagedOneIsRefusedWithoutTheText() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 2_000; round++) {
            char[] characters = ending.toCharArray();
            int index = random.nextInt(characters.length);
            char replaced = (char) ('0' + random.nextInt(75));
            if (characters[index] == replaced) {
                continue;
            }
            characters[index] = replaced;
            String damaged = new String(characters);
            assertThatThrownBy(() -> node.revokeByEndingToken(damaged))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain(damaged.substring(12)));
        }
        assertThat(node.find(tokens.sessionId())).isPresent();
    }

    @Test
    void noTextOfOneKindIsAcceptedAsAnother() {
        for (String foreign : new String[] {tokens.refreshToken(), tokens.accessToken(), "", "symbolon_et_"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> node.revokeByEndingToken(foreign));
        }
        String body = tokens.refreshToken().substring("symbolon_rt_".length());
        assertThatIllegalArgumentException().isThrownBy(() -> node.revokeByEndingToken("symbolon_et_" + body));
        String asRefreshToken = "symbolon_rt_" + ending.substring("symbolon_et_".length());
        for (String foreign : new String[] {ending, asRefreshToken}) {
            assertThatThrownBy(() -> node.refresh(foreign, CONTEXT)).isInstanceOf(InvalidRefreshTokenException.class);
            assertThatThrownBy(() -> node.revokeByRefreshToken(foreign))
                    .isInstanceOf(InvalidRefreshTokenException.class);
            assertThatThrownBy(() -> node.verify(foreign)).isInstanceOf(InvalidAccessTokenException.class);
        }
    }

    @Test
    void itIsGoodWhileItsKeyVerifies() {
        JwtUserSessionManager rolled = nodes.start(
                builder -> builder.refreshTokenKeys(RefreshTokenKeys.generate().alsoVerify(Nodes.REFRESH_KEYS)));
        JwtUserSessionManager replaced = nodes.start(builder -> builder.refreshTokenKeys(RefreshTokenKeys.generate()));

        assertThatIllegalArgumentException().isThrownBy(() -> replaced.revokeByEndingToken(ending));
        assertThat(rolled.revokeByEndingToken(ending)).isTrue();
    }

    @Test
    void aLifeOutOfItsRangeIsRefused() {
        for (Duration ttl : new Duration[] {Duration.ZERO, Duration.ofDays(-1), Duration.ofDays(367)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> node.endingToken(tokens.sessionId(), ttl))
                    .withMessageContaining("ttl is " + ttl);
        }
    }
}
