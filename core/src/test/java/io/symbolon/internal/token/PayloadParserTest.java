package io.symbolon.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.symbolon.Binding;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.SessionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each claim of a payload is read as what it is, and a payload with a claim twice or of another kind is refused. */
class PayloadParserTest {
    private static final String ISSUER = "https://login.example.com";
    private static final String AUDIENCE = "https://api.example.com";
    private static final SessionId SESSION = SessionId.of(1, 2);
    private static final String THUMBPRINT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    private static final String REQUIRED = "\"iss\":\"" + ISSUER + "\",\"aud\":\"" + AUDIENCE
            + "\",\"client_id\":\"web\",\"sub\":\"ada\",\"exp\":20,\"iat\":10,\"jti\":\"id\",\"sid\":\"" + SESSION
            + "\",\"ver\":5";

    private final AcceptedTokens accepted = new AcceptedTokens(ISSUER, List.of(AUDIENCE));

    @Test
    void whatIsRequiredIsReadAndTheRestIsEmpty() {
        Payload payload = read("");

        assertThat(payload)
                .isEqualTo(new Payload(
                        ISSUER,
                        List.of(AUDIENCE),
                        "web",
                        "ada",
                        SESSION,
                        "id",
                        5,
                        Instant.ofEpochSecond(10),
                        Instant.ofEpochSecond(20),
                        Instant.EPOCH,
                        List.of(),
                        Map.of(),
                        payload.binding(),
                        Map.of()));
        assertThat(payload.binding()).isEmpty();
    }

    @Test
    void datesReachFromTheEpochToTheEndOfTheYear9999() {
        Payload payload = read(",\"nbf\":0,\"auth_time\":253402300799,\"factors\":{\"otp\":0,\"pwd\":253402300799}");

        assertThat(payload.notBefore()).isEqualTo(Instant.EPOCH);
        assertThat(payload.factors().values())
                .containsExactlyInAnyOrder(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"));
        assertRefused(Code.MALFORMED, ",\"nbf\":-1");
        assertRefused(Code.MALFORMED, ",\"nbf\":253402300800");
    }

    @Test
    void whatMayBeThereIsReadToo() {
        Payload payload = read(",\"nbf\":7,\"authorities\":[\"A\",\"B\"],\"auth_time\":3,\"amr\":[\"pwd\"],"
                + "\"factors\":{\"pwd\":3,\"otp\":2},\"cnf\":{\"jkt\":\"" + THUMBPRINT + "\"},\"role\":\"editor\"");

        assertThat(payload.notBefore()).isEqualTo(Instant.ofEpochSecond(7));
        assertThat(payload.authorities()).containsExactly("A", "B");
        assertThat(payload.factors())
                .isEqualTo(Map.of("pwd", Instant.ofEpochSecond(3), "otp", Instant.ofEpochSecond(2)));
        assertThat(payload.binding()).contains(new Binding.Dpop(THUMBPRINT));
        assertThat(payload.claims()).isEqualTo(Map.of("role", "editor"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"iss\":\"" + ISSUER + '"',
                "\"aud\":\"" + AUDIENCE + '"',
                "\"client_id\":\"web\"",
                "\"sub\":\"ada\"",
                "\"exp\":20",
                "\"iat\":10",
                "\"jti\":\"id\"",
                "\"sid\":\"AAAAAAAAAAEAAAAAAAAAAg\"",
                "\"ver\":5",
                "\"nbf\":7,\"nbf\":7",
                "\"authorities\":[],\"authorities\":[]",
                "\"auth_time\":3,\"auth_time\":3",
                "\"amr\":[],\"amr\":[]",
                "\"factors\":{},\"factors\":{}",
                "\"cnf\":{\"jkt\":\"" + THUMBPRINT + "\"},\"cnf\":{\"jkt\":\"" + THUMBPRINT + "\"}",
                "\"role\":1,\"role\":1",
            })
    void aClaimThatStandsTwiceIsRefused(String member) {
        assertRefused(Code.MALFORMED, "," + member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"authorities\":{}",
                "\"authorities\":\"A\"",
                "\"authorities\":[1]",
                "\"auth_time\":\"3\"",
                "\"auth_time\":-1",
                "\"amr\":\"pwd\"",
                "\"factors\":[]",
                "\"factors\":{\"pwd\":\"3\"}",
                "\"factors\":{\"pwd\":-1}",
                "\"factors\":{\"pwd\":3,\"pwd\":3}",
                "\"cnf\":[]",
                "\"cnf\":{}",
                "\"cnf\":{\"jkt\":5}",
                "\"cnf\":{\"jkt\":\"AAAA\"}",
                "\"cnf\":{\"x5t\":\"" + THUMBPRINT + "\"}",
                "\"cnf\":{\"jkt\":\"" + THUMBPRINT + "\",\"a\":1}",
                "\"nbf\":253402300800",
            })
    void aClaimOfAnotherKindIsRefused(String member) {
        assertRefused(Code.MALFORMED, "," + member);
    }

    @Test
    void aDateIsFromTheEpochToTheYear9999() {
        assertThat(read(",\"nbf\":0").notBefore()).isEqualTo(Instant.EPOCH);
        assertThat(read(",\"nbf\":253402300799").notBefore()).isEqualTo("9999-12-31T23:59:59Z");
    }

    @Test
    void whatIsNotAnObjectAloneIsRefused() {
        for (String text : List.of("", "[]", "1", "{" + REQUIRED, "{" + REQUIRED + "}{}", "{" + REQUIRED + "} 1")) {
            assertRefusedWhole(Code.MALFORMED, text);
        }
    }

    @Test
    void anotherIssuerAndAnotherAudienceHaveCodesOfTheirOwn() {
        assertRefusedWhole(Code.WRONG_ISSUER, ('{' + REQUIRED + '}').replace(ISSUER, "https://other.example.com"));
        assertRefusedWhole(Code.WRONG_AUDIENCE, ('{' + REQUIRED + '}').replace(AUDIENCE, "https://other.example.com"));
        assertThatExceptionOfType(InvalidAccessTokenException.class)
                .isThrownBy(() -> readWhole(('{' + REQUIRED + '}').replace(AUDIENCE, "https://other.example.com")))
                .withMessageContaining("Accepted is " + AUDIENCE + ".");
    }

    @Test
    void aPayloadIsReadAlikeWhenItsHeadIsKnown() {
        Payload first = read(",\"role\":\"editor\",\"level\":3,\"beta\":true,\"old\":false,\"tags\":[1]");

        assertThat(read(",\"role\":\"editor\",\"level\":3,\"beta\":true,\"old\":false,\"tags\":[1]"))
                .isEqualTo(first);
        assertThat(read(",\"n\":-1,\"e\":\"\\n\",\"t\":null").claims())
                .containsEntry("n", -1L)
                .containsEntry("e", "\n")
                .containsEntry("t", null);
    }

    private Payload read(String more) {
        return readWhole('{' + REQUIRED + more + '}');
    }

    private Payload readWhole(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return PayloadParser.parse(bytes, bytes.length, accepted);
    }

    private void assertRefused(Code code, String more) {
        assertRefusedWhole(code, '{' + REQUIRED + more + '}');
    }

    private void assertRefusedWhole(Code code, String text) {
        assertThatExceptionOfType(InvalidAccessTokenException.class)
                .isThrownBy(() -> readWhole(text))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
