package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads that the right key signed: an issuer that is not ours has it too, and the answers are defined all the same. */
class HostilePayloadTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start(builder -> builder.verifiedTokenCache(0));
    private String encodedHeader = "";
    private String payload = "";

    @BeforeEach
    void takeATokenApart() {
        String token = node.create("user-1", CONTEXT).accessToken();
        encodedHeader = RawTokens.part(token, 0);
        payload = RawTokens.text(token, 1);
        assertThat(verify(payload).subject()).isEqualTo("user-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "aud", "exp", "iat", "jti", "client_id", "sid", "ver"})
    void eachClaimIsRequired(String name) {
        assertMalformed(payload.replace("\"" + name + "\":", "\"x-" + name + "\":"));
        assertMalformed(with(name, "null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "jti", "client_id", "sid"})
    void aTextIsAString(String name) {
        for (String other : new String[] {"1", "true", "{}", "[]", "[\"a\"]", "1.5"}) {
            assertMalformed(with(name, other));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1772366400\"",
                "1772366400.5",
                "1772366400.0",
                "17723664e2",
                "-1",
                "-1772366400",
                "9223372036854775807",
                "9223372036854775808",
                "99999999999999999999999999999999999999",
                "253402300800",
                "1e400",
                "1e-400",
                "-1e400",
                "true",
                "{}",
                "[]",
                "[1772366400]",
                "NaN",
                "Infinity",
                "0x10",
                "01",
                "+1"
            })
    void aDateIsAnIntegerOfSecondsThatIsADate(String value) {
        assertMalformed(with("exp", value));
        assertMalformed(with("iat", value));
        assertMalformed(withMember("\"nbf\":" + value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "1.5", "1e2", "-1", "9223372036854775808", "1e400", "true", "[]"})
    void aVersionIsAnInteger(String value) {
        assertMalformed(with("ver", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"AAAA\"", "\"AAAAAAAAAAAAAAAAAAAAAB\"", "\"AAAAAAAAAAAAAAAAAAAA==\"", "\"é\""})
    void aSessionIdIsOneOfOurs(String value) {
        assertMalformed(with("sid", value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{}", "1", "null", "true", "[1]", "[null]", "[[\"a\"]]", "[\"https://api.example.com\",1]"
            })
    void anAudienceIsAStringOrAnArrayOfStrings(String value) {
        assertMalformed(with("aud", value));
    }

    @Test
    void anAudienceAsAStringAndAsAnArrayIsAccepted() {
        assertThat(verify(with("aud", "\"https://api.example.com\"")).subject()).isEqualTo("user-1");
        assertThat(verify(with("aud", "[\"https://api.example.com\"]")).subject())
                .isEqualTo("user-1");
        assertThat(verify(with("aud", "[\"x\",\"https://api.example.com\"]")).subject())
                .isEqualTo("user-1");
    }

    @Test
    void anotherIssuerOrAudienceHasItsOwnAnswer() {
        assertRefused(Code.WRONG_ISSUER, () -> verify(with("iss", "\"https://other.example.com\"")));
        assertRefused(Code.WRONG_ISSUER, () -> verify(with("iss", "\"HTTPS://login.example.com\"")));
        assertRefused(Code.WRONG_ISSUER, () -> verify(with("iss", "\"\"")));
        assertRefused(Code.WRONG_AUDIENCE, () -> verify(with("aud", "\"https://other.example.com\"")));
        assertRefused(Code.WRONG_AUDIENCE, () -> verify(with("aud", "[\"x\",\"y\"]")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "aud", "exp", "iat", "jti", "client_id", "sid", "ver", "own"})
    void aClaimThatStandsTwiceIsRefused(String name) {
        String own = withMember("\"own\":1");
        int start = own.indexOf("\"" + name + "\":");
        int end = name.equals("own") ? own.length() - 1 : own.indexOf(",\"", start);
        end = end < 0 ? own.length() - 1 : end;

        assertMalformed(own.substring(0, own.length() - 1) + ',' + own.substring(start, end) + '}');
        assertMalformed(withMember("\"deep\":{\"a\":1,\"a\":2}"));
        assertMalformed(withMember("\"deep\":{\"a\":1,\"\\u0061\":2}"));
    }

    @Test
    void nestingIsLimited() {
        assertThat(verify(withMember("\"own\":" + "[".repeat(31) + "]".repeat(31)))
                        .claims())
                .containsKey("own");
        for (int depth : new int[] {32, 100, 2000}) {
            assertMalformed(withMember("\"own\":" + "[".repeat(depth) + "]".repeat(depth)));
            assertMalformed(withMember("\"own\":" + "[".repeat(depth)));
        }
        assertMalformed(withMember("\"own\":" + "{\"a\":".repeat(500) + "1" + "}".repeat(500)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "1",
                "\"text\"",
                "[]",
                "[{}]",
                "{",
                "}",
                "{}",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":undefined}",
                "\0",
                "\uFEFF{}"
            })
    void whatIsNoCompleteJsonObjectIsRefused(String text) {
        assertMalformed(text);
    }

    @Test
    void anythingAroundOrWithinTheObjectThatIsNotJsonIsRefused() {
        assertMalformed(payload + "{}");
        assertMalformed(payload + payload);
        assertMalformed(payload + "x");
        assertMalformed("/* a */" + payload);
        assertMalformed(payload.replace(",", ",,"));
        assertMalformed(payload.substring(0, payload.length() - 1));
        assertMalformed(withMember("\"own\":\"\n\""));
        assertMalformed(withMember("\"own\":\"\\x\""));
    }

    @Test
    void aPayloadThatIsNoUtf8IsRefused() {
        byte[] latin = withMember("\"own\":\"é\"").getBytes(StandardCharsets.ISO_8859_1);

        assertRefused(Code.MALFORMED, () -> node.verify(RawTokens.signed(encodedHeader, latin)));
    }

    @Test
    void aPayloadInNonCanonicalBase64IsRefusedThoughItsSignatureIsGood() {
        for (String suffix : new String[] {"=", "==", " ", "\n", "+", "/"}) {
            String unsigned = encodedHeader + '.' + RawTokens.encode(payload) + suffix;
            assertRefused(
                    Code.MALFORMED, () -> node.verify(RawTokens.hmacSigned("HmacSHA256", Nodes.secret(), unsigned)));
        }
        String spare = encodedHeader + '.' + RawTokens.encode("{} ".repeat(2)).replaceAll(".$", "") + "B";
        assertRefused(Code.MALFORMED, () -> node.verify(RawTokens.hmacSigned("HmacSHA256", Nodes.secret(), spare)));
    }

    private AccessToken verify(String text) {
        return node.verify(RawTokens.signed(encodedHeader, text));
    }

    private void assertMalformed(String text) {
        assertRefused(Code.MALFORMED, () -> verify(text));
    }

    /** The payload with another value for a claim. */
    private String with(String name, String value) {
        String replaced = payload.replaceFirst(
                "\"" + name + "\":(\"[^\"]*\"|\\d+)", "\"" + name + "\":" + Matcher.quoteReplacement(value));
        assertThat(replaced).contains("\"" + name + "\":" + value);
        return replaced;
    }

    private String withMember(String member) {
        return payload.substring(0, payload.length() - 1) + ',' + member + '}';
    }
}
