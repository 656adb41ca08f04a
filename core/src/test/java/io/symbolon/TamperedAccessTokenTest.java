package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import io.symbolon.fixture.TestKeys;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TamperedAccessTokenTest {
    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final List<String> FOREIGN =
            List.of("+", "/", "=", ".", " ", "\n", "\t", "\0", "é", "€", "\u212A", "\uD83D", "\uD83D\uDE00");

    @AutoClose
    private final Nodes nodes = new Nodes();

    @ParameterizedTest
    @EnumSource(
            value = JwsAlgorithm.class,
            names = {"HS256", "RS256", "PS256", "ES256", "EdDSA"})
    void aTokenWithAnyOneCharacterChangedIsRefused(JwsAlgorithm algorithm) {
        JwtUserSessionManager node = nodes.start(builder -> builder.signingKeys(TestKeys.signingKeys(algorithm)));
        String token = node.create("user-1", CONTEXT).accessToken();
        node.verify(token);

        for (int i = 0; i < token.length(); i++) {
            // One bit, another one at each place: curves are slow.
            assertNeverAccepted(node, replaced(token, i, String.valueOf(changed(token.charAt(i), 1 << (i % 6)))));
        }
        assertThat(node.verify(token).subject()).isEqualTo("user-1");
    }

    @Test
    void aTokenWithAnyCharacterChangedToAnyOtherIsRefused() {
        JwtUserSessionManager node = nodes.start();
        String token = node.create("user-1", CONTEXT).accessToken();

        for (int i = 0; i < token.length(); i++) {
            for (int change = 1; change < BASE64URL.length(); change++) {
                assertNeverAccepted(node, replaced(token, i, String.valueOf(changed(token.charAt(i), change))));
            }
        }
    }

    @Test
    void aTokenWithAForeignCharacterAnywhereIsRefused() {
        JwtUserSessionManager node = nodes.start();
        String token = node.create("user-1", CONTEXT).accessToken();

        for (int i = 0; i <= token.length(); i++) {
            for (String foreign : FOREIGN) {
                assertNeverAccepted(node, token.substring(0, i) + foreign + token.substring(i));
                if (i < token.length() && !foreign.equals(token.substring(i, i + 1))) {
                    assertNeverAccepted(node, replaced(token, i, foreign));
                }
            }
        }
    }

    @Test
    void aTokenCutAnywhereIsRefused() {
        JwtUserSessionManager node = nodes.start();
        String token = node.create("user-1", CONTEXT).accessToken();

        for (int i = 0; i < token.length(); i++) {
            assertNeverAccepted(node, token.substring(0, i));
            assertNeverAccepted(node, token.substring(i + 1));
            assertNeverAccepted(node, token.substring(0, i) + token.substring(i + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a", "a.b", "a.b.c.d", "a.b.c.d.e", " ", "Bearer x"})
    void aTextThatIsNotThreePartsIsMalformedAndThreePartsOfNobodyAreBadlySigned(String text) {
        JwtUserSessionManager node = nodes.start();

        Code expected = text.equals("..") ? Code.BAD_SIGNATURE : Code.MALFORMED;
        assertRefused(expected, () -> node.verify(text));
    }

    @Test
    void missingAndExtraPartsAreMalformed() {
        JwtUserSessionManager node = nodes.start();
        String token = node.create("user-1", CONTEXT).accessToken();
        String unsigned = RawTokens.part(token, 0) + '.' + RawTokens.part(token, 1);

        assertRefused(Code.MALFORMED, () -> node.verify(unsigned));
        assertRefused(Code.MALFORMED, () -> node.verify(token + '.'));
        assertRefused(Code.MALFORMED, () -> node.verify(token + ".x"));
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify('.' + unsigned));
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(unsigned + '.'));
        assertRefused(
                Code.BAD_SIGNATURE, () -> node.verify(RawTokens.part(token, 0) + ".." + RawTokens.part(token, 2)));
    }

    @Test
    void paddingWhiteSpaceAndTheOtherAlphabetAreMalformed() {
        JwtUserSessionManager node = nodes.start();
        String token = node.create("user-1", CONTEXT).accessToken();

        for (String suffix : new String[] {"=", "==", " ", "\n", "\r\n", "\t", "%3D", "A="}) {
            assertRefused(Code.MALFORMED, () -> node.verify(token + suffix));
        }
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(' ' + token));
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(token.toLowerCase(Locale.ROOT)));
    }

    @Test
    void aPayloadThatIsNotBase64UrlIsMalformedEvenWellSigned() {
        JwtUserSessionManager node = nodes.start();
        String token = node.create("user-1", CONTEXT).accessToken();

        for (String end : new String[] {"=", "+", "/", " ", "AA=="}) {
            String unsigned = RawTokens.part(token, 0) + '.' + RawTokens.part(token, 1) + end;
            assertRefused(
                    Code.MALFORMED, () -> node.verify(RawTokens.hmacSigned("HmacSHA256", Nodes.secret(), unsigned)));
        }
    }

    @Test
    void theBitsOfASignaturesLastCharacterThatBelongToNoByteHaveToBeZero() {
        JwtUserSessionManager node = nodes.start();
        String token = node.create("user-1", CONTEXT).accessToken();
        int last = BASE64URL.indexOf(token.charAt(token.length() - 1));
        // 32 bytes end in a character of which 2 bits are spare.
        assertThat(last & 0b11).isZero();

        for (int spare = 1; spare < 4; spare++) {
            String other = replaced(token, token.length() - 1, String.valueOf(BASE64URL.charAt(last | spare)));
            assertThat(RawTokens.decode(RawTokens.part(other, 2)))
                    .as("the same bytes for a lenient decoder")
                    .isEqualTo(RawTokens.decode(RawTokens.part(token, 2)));
            assertRefused(Code.MALFORMED, () -> node.verify(other));
        }
    }

    @Test
    void surrogatePairsDoNotShiftTheParts() {
        JwtUserSessionManager node = nodes.start();
        String header = RawTokens.part(node.create("user-1", CONTEXT).accessToken(), 0);

        for (int pairs = 1; pairs < 40; pairs++) {
            String emoji = "\uD83D\uDE00".repeat(pairs);
            for (String text :
                    List.of(emoji + '.', emoji + ".AAAA", '.' + emoji, emoji + '.' + emoji, "AA" + emoji + ".A")) {
                assertRefused(Code.MALFORMED, () -> node.verify(header + '.' + text));
            }
        }
    }

    @Test
    void partsOfTwoTokensMakeNone() {
        JwtUserSessionManager node = nodes.start();
        String one = node.create("user-1", CONTEXT).accessToken();
        String other = node.create("user-2", CONTEXT, CreateOptions.claims(Map.of("role", "admin")))
                .accessToken();

        assertRefused(
                Code.BAD_SIGNATURE,
                () -> node.verify(
                        RawTokens.part(one, 0) + '.' + RawTokens.part(other, 1) + '.' + RawTokens.part(one, 2)));
    }

    @Test
    void aTokenOfAnotherKeyOfTheSameAlgorithmIsRefused() {
        JwtUserSessionManager node = nodes.start();
        JwtUserSessionManager stranger =
                nodes.start(builder -> builder.signingKeys(SigningKeys.generate(JwsAlgorithm.HS256)));

        assertRefused(
                Code.BAD_SIGNATURE,
                () -> node.verify(stranger.create("user-1", CONTEXT).accessToken()));
    }

    private static void assertNeverAccepted(JwtUserSessionManager node, String token) {
        InvalidAccessTokenException refusal =
                catchThrowableOfType(InvalidAccessTokenException.class, () -> node.verify(token));
        assertThat(refusal).as("a changed token is refused").isNotNull();
        assertThat(refusal.code()).isIn(Code.MALFORMED, Code.BAD_SIGNATURE);
    }

    private static char changed(char character, int change) {
        int value = BASE64URL.indexOf(character);
        return value < 0 ? 'A' : BASE64URL.charAt(value ^ change);
    }

    private static String replaced(String token, int index, String character) {
        return token.substring(0, index) + character + token.substring(index + 1);
    }
}
