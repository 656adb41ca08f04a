package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRefreshTokenTest {
    private static final String PREFIX = "symbolon_rt_";
    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final SettableClock clock = new SettableClock();
    private final WrappedStorage storage = new WrappedStorage(new InMemoryUserSessionStorage(clock));

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    private final JwtUserSessionManager node = nodes.start();
    private final SessionTokens tokens = node.create("user-1", CONTEXT);
    private final String token = tokens.refreshToken();

    @Test
    void itHasAPrefixThatSecretScannersFindAndIsShort() {
        assertThat(token).startsWith(PREFIX).matches(PREFIX + "[A-Za-z0-9_-]+").hasSizeLessThan(100);
    }

    @Test
    void aTokenWithAnyOneCharacterChangedIsRefusedBeforeItReachesTheStorage() {
        for (int i = 0; i < token.length(); i++) {
            for (char other : List.of('A', 'z', '_', '=', ' ', '\u00e9', '\0', '.', '+')) {
                if (token.charAt(i) != other) {
                    assertNeverAccepted(token.substring(0, i) + other + token.substring(i + 1));
                }
                assertNeverAccepted(token.substring(0, i) + other + token.substring(i));
            }
            assertNeverAccepted(token.substring(0, i));
            assertNeverAccepted(token.substring(0, i) + token.substring(i + 1));
        }
        assertThat(storage.finds).hasValue(0);
        assertThat(storage.ends).hasValue(0);
        assertThat(node.refresh(token, CONTEXT).sessionId()).isEqualTo(tokens.sessionId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "symbolon_rt_", "SYMBOLON_RT_AAAA", "symbolon_rt_AAAA", "null", "\u0000", "é", "\uD83D"
            })
    void aTextOfAnotherFormIsMalformed(String text) {
        InvalidRefreshTokenException refusal = assertRefused(Code.MALFORMED, () -> node.refresh(text, CONTEXT));

        assertThat(refusal.action()).isEqualTo(SessionException.Action.NONE);
        assertRefused(Code.MALFORMED, () -> node.revokeByRefreshToken(text));
    }

    @Test
    void anAccessTokenAndAVeryLongTextAreMalformed() {
        assertRefused(Code.MALFORMED, () -> node.refresh(tokens.accessToken(), CONTEXT));
        assertRefused(Code.MALFORMED, () -> node.refresh("symbolon_rt_".repeat(1_000_000), CONTEXT));
        assertRefused(InvalidAccessTokenException.Code.MALFORMED, () -> node.verify(token));
    }

    @Test
    void paddingWhiteSpaceAndSpareBitsAreMalformed() {
        for (String suffix : List.of("=", "==", " ", "\n", "A", "AA", "AAAA")) {
            assertRefused(Code.MALFORMED, () -> node.refresh(token + suffix, CONTEXT));
        }
        assertRefused(Code.MALFORMED, () -> node.refresh(' ' + token, CONTEXT));
        char last = token.charAt(token.length() - 1);
        String same = token.substring(0, token.length() - 1) + BASE64URL.charAt(BASE64URL.indexOf(last) | 1);
        if (!same.equals(token)) {
            assertThat(RawTokens.decode(same.substring(PREFIX.length())))
                    .isEqualTo(RawTokens.decode(token.substring(PREFIX.length())));
            assertRefused(Code.MALFORMED, () -> node.refresh(same, CONTEXT));
        }
    }

    @Test
    void anotherFormatKeySessionOrGenerationIsNotBelieved() {
        byte[] bytes = RawTokens.decode(token.substring(PREFIX.length()));
        // format 1, key id 8, bound 1, session id 16, generation 4, MAC 32
        assertThat(bytes).hasSize(62);

        assertRefused(Code.MALFORMED, () -> node.refresh(flipped(bytes, 0), CONTEXT));
        for (int i = 1; i < 9; i++) {
            String otherKey = flipped(bytes, i);
            assertRefused(Code.UNKNOWN_KEY, () -> node.refresh(otherKey, CONTEXT));
        }
        for (int i = 9; i < 62; i++) {
            String forged = flipped(bytes, i);
            InvalidRefreshTokenException refusal =
                    assertRefused(Code.BAD_SIGNATURE, () -> node.refresh(forged, CONTEXT));
            assertThat(refusal.action()).isEqualTo(SessionException.Action.NONE);
        }
        assertThat(storage.finds).hasValue(0);
    }

    @Test
    void aTokenSignedByAStrangerWithTheSameSecretLengthIsUnknown() {
        JwtUserSessionManager stranger = nodes.start(builder -> builder.refreshTokenKeys(RefreshTokenKeys.generate()));

        assertRefused(
                Code.UNKNOWN_KEY,
                () -> node.refresh(stranger.create("user-1", CONTEXT).refreshToken(), CONTEXT));
    }

    private static String flipped(byte[] bytes, int index) {
        byte[] changed = bytes.clone();
        changed[index] ^= 0x10;
        return PREFIX + RawTokens.encode(changed);
    }

    private void assertNeverAccepted(String text) {
        InvalidRefreshTokenException refusal =
                catchThrowableOfType(InvalidRefreshTokenException.class, () -> node.refresh(text, CONTEXT));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isIn(Code.MALFORMED, Code.BAD_SIGNATURE, Code.UNKNOWN_KEY);
    }
}
