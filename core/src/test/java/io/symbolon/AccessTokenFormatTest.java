package io.symbolon;

import static io.symbolon.fixture.Nodes.AUDIENCE;
import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Nodes.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import io.symbolon.fixture.TestKeys;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessTokenFormatTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    @ParameterizedTest
    @EnumSource(JwsAlgorithm.class)
    void everyAlgorithmMakesTokensThatItsNodeVerifies(JwsAlgorithm algorithm) {
        JwtUserSessionManager node = nodes.start(
                builder -> builder.signingKeys(TestKeys.signingKeys(algorithm)).verifiedTokenCache(0));

        SessionTokens tokens = node.create("user-1", CONTEXT, CreateOptions.claims(Map.of("role", "admin")));
        AccessToken token = node.verify(tokens.accessToken());

        assertThat(token.subject()).isEqualTo("user-1");
        assertThat(token.sessionId()).isEqualTo(tokens.sessionId());
        assertThat(token.claims()).containsOnly(Map.entry("role", "admin"));
        assertThat(token.issuedAt()).isEqualTo(nodes.clock().instant());
        assertThat(token.expiresAt()).isEqualTo(tokens.accessTokenExpiresAt());
    }

    @ParameterizedTest
    @EnumSource(JwsAlgorithm.class)
    void theHeaderIsAlgorithmKeyIdAndTypeAndNothingElse(JwsAlgorithm algorithm) {
        JwtUserSessionManager node = nodes.start(builder -> builder.signingKeys(TestKeys.signingKeys(algorithm)));

        String header = RawTokens.text(node.create("user-1", CONTEXT).accessToken(), 0);
        String keyId =
                JsonParser.parseString(header).getAsJsonObject().get("kid").getAsString();

        assertThat(header).isEqualTo("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + keyId + "\",\"typ\":\"at+jwt\"}");
        assertThat(keyId).isNotBlank();
    }

    @Test
    void thePayloadHasTheClaimsOfRfc9068TheSessionTheVersionAndTheCallersOwn() {
        JwtUserSessionManager node = nodes.start();
        SessionTokens tokens = node.create("user-1", CONTEXT, CreateOptions.claims(Map.of("role", "admin")));

        JsonObject payload = payload(tokens);

        assertThat(payload.keySet())
                .containsExactlyInAnyOrder("iss", "sub", "aud", "exp", "iat", "jti", "client_id", "sid", "ver", "role");
        assertThat(payload.get("iss").getAsString()).isEqualTo(ISSUER);
        assertThat(payload.get("sub").getAsString()).isEqualTo("user-1");
        assertThat(payload.get("aud").getAsString()).isEqualTo(AUDIENCE);
        assertThat(payload.get("client_id").getAsString()).isEqualTo(ISSUER);
        assertThat(payload.get("sid").getAsString())
                .isEqualTo(tokens.sessionId().toString());
        Instant now = nodes.clock().instant();
        assertThat(payload.get("iat").getAsLong()).isEqualTo(now.getEpochSecond());
        assertThat(payload.get("exp").getAsLong())
                .isEqualTo(now.plusSeconds(900).getEpochSecond());
        assertThat(payload.get("ver").getAsLong()).isEqualTo(now.toEpochMilli());
        assertThat(payload.get("role").getAsString()).isEqualTo("admin");
    }

    @Test
    void theClientIdIsTheOneThatTheBuilderWasGiven() {
        JwtUserSessionManager node = nodes.start(builder -> builder.clientId("web-app"));

        assertThat(payload(node.create("user-1", CONTEXT)).get("client_id").getAsString())
                .isEqualTo("web-app");
    }

    @Test
    void severalAudiencesAreAnArrayAndAnyOfThemIsAccepted() {
        JwtUserSessionManager node = nodes.start(builder -> builder.audience("a", "b"));
        SessionTokens tokens = node.create("user-1", CONTEXT);

        assertThat(payload(tokens).get("aud").getAsJsonArray().asList())
                .extracting(element -> element.getAsString())
                .containsExactly("a", "b");
        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
    }

    @Test
    void everyTokenHasAnIdOfItsOwnThatVerifyTells() {
        JwtUserSessionManager node = nodes.start();
        Set<String> ids = new HashSet<>();
        String refreshToken = "";
        for (int i = 0; i < 100; i++) {
            SessionTokens tokens = node.create("user-1", CONTEXT);
            refreshToken = tokens.refreshToken();
            ids.add(payload(tokens).get("jti").getAsString());
            assertThat(node.verify(tokens.accessToken()).tokenId())
                    .isEqualTo(payload(tokens).get("jti").getAsString());
        }
        ids.add(payload(node.refresh(refreshToken, CONTEXT)).get("jti").getAsString());

        assertThat(ids).hasSize(101);
    }

    @Test
    void theSubjectIsWrittenAsItIs() {
        JwtUserSessionManager node = nodes.start();
        String subject = "a:b*c{d}e@f/g\\h%i'j\"k\u0000l\uD83D\uDE00m\u2028";

        SessionTokens tokens = node.create(subject, CONTEXT);

        assertThat(payload(tokens).get("sub").getAsString()).isEqualTo(subject);
        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo(subject);
    }

    private static JsonObject payload(SessionTokens tokens) {
        return JsonParser.parseString(RawTokens.text(tokens.accessToken(), 1)).getAsJsonObject();
    }
}
