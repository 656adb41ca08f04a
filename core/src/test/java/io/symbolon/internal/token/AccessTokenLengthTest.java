package io.symbolon.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.Binding;
import io.symbolon.JwsAlgorithm;
import io.symbolon.SessionId;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.keys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Before a session is stored it is known that its token fits: the length is computed, and never too small. */
class AccessTokenLengthTest {
    /** What times and versions may grow by, and members that a token does not have. */
    private static final int SPARE_CHARACTERS = 70;

    private static final Instant ISSUED_AT = Instant.parse("2026-11-27T00:00:00Z");
    private static final Instant EXPIRES_AT = ISSUED_AT.plusSeconds(900);
    private static final long VERSION = ISSUED_AT.toEpochMilli();
    private static final String PLAIN = "x".repeat(1_500);
    private static final String ESCAPED = "\u0001\"\\é\uD83D\uDE00".repeat(120);

    private static final byte[] SECRET = "not a secret, but for this test only".getBytes(StandardCharsets.US_ASCII);

    private final AccessTokenIssuer issuer = new AccessTokenIssuer(
            SigningKey.of(JwsAlgorithm.HS256, SECRET), "https://login.example.com/é", List.of("api", "reports"));

    static Stream<AccessTokenContent> contents() {
        Optional<Binding> dpop = Optional.of(new Binding.Dpop("A".repeat(43)));
        Map<String, Instant> factors = Map.of("pwd", ISSUED_AT, "otp", ISSUED_AT.minusSeconds(60));
        return Stream.of("user", PLAIN, ESCAPED)
                .flatMap(text -> Stream.of(
                        content(text, "web", Optional.empty(), Map.of(), Optional.empty(), Map.of()),
                        content("user", text, Optional.empty(), Map.of(), Optional.empty(), Map.of()),
                        content("user", "web", Optional.of(List.of(text)), Map.of(), Optional.empty(), Map.of()),
                        content("user", "web", Optional.empty(), factors, Optional.empty(), Map.of("text", text)),
                        content("user", "web", Optional.empty(), Map.of(), dpop, Map.of()),
                        content("user", "web", Optional.empty(), Map.of(text, ISSUED_AT), dpop, Map.of()),
                        content(text, text, Optional.of(List.of(text, text)), factors, dpop, Map.of(text, text))));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("contents")
    void noTokenIsLongerThanWasComputed(AccessTokenContent content) {
        int length = issuer.issue(content, VERSION, ISSUED_AT, EXPIRES_AT).length();

        assertThat(issuer.tooLong(content, OptionalInt.of(length - 1)))
                .get()
                .asString()
                .contains("at most " + Math.min(length - 1, TokenLimits.MAXIMUM_CHARACTERS) + " are accepted");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("contents")
    void aTokenIsNotRefusedForMuchLessThanItsLength(AccessTokenContent content) {
        int length = issuer.issue(content, VERSION, ISSUED_AT, EXPIRES_AT).length();
        int roomy = length + SPARE_CHARACTERS;

        assertThat(issuer.tooLong(content, OptionalInt.of(roomy)).isPresent())
                .isEqualTo(roomy > TokenLimits.MAXIMUM_CHARACTERS && length > TokenLimits.MAXIMUM_CHARACTERS);
        assertThat(issuer.tooLong(content, OptionalInt.empty()).isPresent())
                .isEqualTo(length > TokenLimits.MAXIMUM_CHARACTERS);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("contents")
    void aTokenMayBeAsLongAsItWasComputed(AccessTokenContent content) {
        int length = issuer.issue(content, VERSION, ISSUED_AT, EXPIRES_AT).length();
        String refusal = issuer.tooLong(content, OptionalInt.of(length - 1)).orElseThrow();
        int computed = Integer.parseInt(refusal.replaceFirst(".* about (\\d+) characters: .*", "$1"));

        assertThat(issuer.tooLong(content, OptionalInt.of(computed)).isPresent())
                .isEqualTo(computed > TokenLimits.MAXIMUM_CHARACTERS);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("contents")
    void noClaimAuthorityOrSubjectIsShown(AccessTokenContent content) {
        assertThat(content.toString())
                .isEqualTo("AccessTokenContent[sessionId=" + content.sessionId() + ", clientId=" + content.clientId()
                        + "]");
    }

    private static AccessTokenContent content(
            String subject,
            String clientId,
            Optional<List<String>> authorities,
            Map<String, Instant> factors,
            Optional<Binding> binding,
            Map<String, String> claims) {
        Random random = new Random(1);
        return new AccessTokenContent(
                subject,
                SessionId.of(random.nextLong(), random.nextLong()),
                clientId,
                authorities.map(Json::write),
                factors,
                binding,
                Json.write(claims));
    }
}
