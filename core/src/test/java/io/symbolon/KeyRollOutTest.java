package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.SessionException.Action;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A refresh token of a key that this node does not have: the key may come, but not for ever. */
class KeyRollOutTest {
    private static final String PREFIX = "symbolon_rt_";
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final Duration MILLI = Duration.ofMillis(1);

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start();
    private final String one = ofAnotherKey();
    private final String two = ofAnotherKey();

    @Test
    void untilTheRollOutIsOverTheClientRetriesThenItSignsIn() {
        assertUnknown(node, one, Action.RETRY);
        nodes.clock().advance(PERIOD.minus(MILLI));
        assertUnknown(node, one, Action.RETRY);
        nodes.clock().advance(MILLI);
        assertUnknown(node, one, Action.SIGN_IN);
        nodes.clock().advance(Duration.ofDays(30));
        assertUnknown(node, one, Action.SIGN_IN);
    }

    @Test
    void eachKeysPeriodBeginsWhenTheNodeFirstMeetsIt() {
        assertUnknown(node, one, Action.RETRY);
        nodes.clock().advance(PERIOD);

        assertUnknown(node, two, Action.RETRY);
        assertUnknown(node, one, Action.SIGN_IN);
        nodes.clock().advance(PERIOD);
        assertUnknown(node, two, Action.SIGN_IN);
    }

    @Test
    void eachNodeHasAPeriodOfItsOwn() {
        assertUnknown(node, one, Action.RETRY);
        nodes.clock().advance(PERIOD);

        assertUnknown(nodes.start(), one, Action.RETRY);
    }

    @Test
    void signingOutWithSuchATokenSaysTheSame() {
        assertRefused(Code.UNKNOWN_KEY, () -> node.revokeByRefreshToken(one));
        nodes.clock().advance(PERIOD);

        InvalidRefreshTokenException refusal = assertRefused(Code.UNKNOWN_KEY, () -> node.revokeByRefreshToken(one));
        assertThat(refusal.action()).isEqualTo(Action.SIGN_IN);
    }

    @Test
    void whereOldKeysAreGoneTheClientSignsInAtOnce() {
        assertUnknown(nodes.start(JwtUserSessionManager.Builder::oldKeysGone), one, Action.SIGN_IN);
        assertUnknown(nodes.start(builder -> builder.keyRollOut(Duration.ZERO)), one, Action.SIGN_IN);
    }

    @Test
    void thePeriodCanBeSet() {
        JwtUserSessionManager brief = nodes.start(builder -> builder.keyRollOut(Duration.ofSeconds(1)));

        assertUnknown(brief, one, Action.RETRY);
        nodes.clock().advance(Duration.ofSeconds(1));
        assertUnknown(brief, one, Action.SIGN_IN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nodes.start(builder -> builder.keyRollOut(MILLI.negated())))
                .withMessageContaining("keyRollOut");
    }

    @Test
    void ofMadeUpKeysFewAreRememberedAndAKeyThatIsMetAgainAndAgainStays() {
        assertUnknown(node, one, Action.RETRY);
        List<String> madeUp = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            madeUp.add(ofMadeUpKey(i));
        }
        nodes.clock().advance(PERIOD);
        for (int i = 0; i < madeUp.size(); i++) {
            assertUnknown(node, madeUp.get(i), Action.RETRY);
            if (i % 500 == 0) {
                assertUnknown(node, one, Action.SIGN_IN);
            }
        }
        nodes.clock().advance(PERIOD);
        assertUnknown(node, madeUp.get(2_999), Action.SIGN_IN);
        assertUnknown(node, madeUp.get(2_500), Action.SIGN_IN);
        assertUnknown(node, madeUp.get(0), Action.RETRY);
    }

    @Test
    void aNewKeyThatArrivesIsUsedAndNobodyWasSignedOut() {
        RefreshTokenKeys next = RefreshTokenKeys.generate();
        SessionTokens tokens =
                nodes.start(builder -> builder.refreshTokenKeys(next)).create("user-1", CONTEXT);
        assertUnknown(node, tokens.refreshToken(), Action.RETRY);

        JwtUserSessionManager upgraded =
                nodes.start(builder -> builder.refreshTokenKeys(Nodes.REFRESH_KEYS.alsoVerify(next)));

        assertThat(upgraded.refresh(tokens.refreshToken(), CONTEXT).sessionId()).isEqualTo(tokens.sessionId());
    }

    private static void assertUnknown(JwtUserSessionManager node, String token, Action action) {
        InvalidRefreshTokenException refusal = assertRefused(Code.UNKNOWN_KEY, () -> node.refresh(token, CONTEXT));
        assertThat(refusal.action()).isEqualTo(action);
        assertThat(refusal.endsSession()).isEqualTo(action == Action.SIGN_IN);
    }

    private String ofAnotherKey() {
        return nodes.start(builder -> builder.refreshTokenKeys(RefreshTokenKeys.generate()))
                .create("user-1", CONTEXT)
                .refreshToken();
    }

    private String ofMadeUpKey(int number) {
        byte[] bytes = RawTokens.decode(one.substring(PREFIX.length()));
        for (int i = 1; i <= 4; i++) {
            bytes[i] = (byte) (number >>> ((i - 1) * Byte.SIZE));
        }
        return PREFIX + RawTokens.encode(bytes);
    }
}
