package io.symbolon;

import static io.symbolon.fixture.Nodes.AUDIENCE;
import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Nodes.ISSUER;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.TestKeys;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything is checked in one moment, in build(). */
class ConfigurationTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    @Test
    void allThatIsMissingIsNamedAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> JwtUserSessionManager.builder().build())
                .withMessageContaining("issuer(")
                .withMessageContaining("audience(")
                .withMessageContaining("signingKeys(")
                .withMessageContaining("refreshTokenKeys(")
                .withMessageContaining("storage(");
        assertThatIllegalStateException()
                .isThrownBy(() -> JwtUserSessionManager.builder()
                        .issuer(ISSUER)
                        .audience()
                        .signingKeys(Nodes.SIGNING_KEYS)
                        .refreshTokenKeys(Nodes.REFRESH_KEYS)
                        .storage(nodes.storage())
                        .build())
                .withMessageContaining("audience(")
                .withMessageNotContaining("issuer(");
    }

    @Test
    void allThatAVerifierLacksIsNamedAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> AccessTokenVerifier.builder().build())
                .withMessageContaining("issuer(")
                .withMessageContaining("audience(")
                .withMessageContaining("keys(")
                .withMessageContaining("jwks(")
                .withMessageContaining("revocations(")
                .withMessageContaining("withoutRevocations()");
    }

    @Test
    void aVerifierDecidesAboutRevocationsOnceAndWithoutContradiction() {
        assertThatIllegalStateException()
                .isThrownBy(() -> verifier().build())
                .withMessageContaining("revocations(")
                .withMessageNotContaining("issuer(");
        assertThatIllegalStateException()
                .isThrownBy(() -> verifier()
                        .revocations(nodes.storage().revocationLog())
                        .withoutRevocations()
                        .build())
                .withMessageContaining("contradict");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "null",
                "{\"keys\":[]}",
                "{\"keys\":{}}",
                "{\"keys\":[1]}",
                "{\"keys\":[{}]}",
                "{\"keys\":[{\"kty\":\"oct\",\"alg\":\"HS256\",\"kid\":\"a\",\"k\":\"AAAA\"}]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"alg\":\"none\",\"kid\":\"a\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"alg\":\"RS256\",\"kid\":\"a\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"kid\":\"a\",\"x\":\"AQ\",\"y\":\"AQ\"}]}",
                "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"alg\":\"EdDSA\",\"kid\":\"a\",\"x\":\"AQ\"}]}"
            })
    void aJwkSetWithoutAUsableKeyIsRefused(String document) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessTokenVerifier.builder()
                        .issuer(ISSUER)
                        .audience(AUDIENCE)
                        .jwks(document));
    }

    @Test
    void settingsOutOfTheirRangeAreRefusedByName() {
        assertRefusedSetting("clockSkew", builder -> builder.clockSkew(Duration.ofMillis(-1)));
        assertRefusedSetting(
                "clockSkew", builder -> builder.clockSkew(Duration.ofHours(1).plusMillis(1)));
        assertRefusedSetting("verifiedTokenCache", builder -> builder.verifiedTokenCache(-1));
        assertRefusedSetting("accessTokenTtl", builder -> builder.accessTokenTtl(Duration.ofMillis(999)));
        assertRefusedSetting("accessTokenTtl", builder -> builder.accessTokenTtl(Duration.ofHours(3)));
        assertRefusedSetting("issuer", builder -> builder.issuer("\uD83D"));
        assertRefusedSetting("audience", builder -> builder.audience("a", "\uD83D"));
        assertRefusedSetting("clientId", builder -> builder.clientId("x".repeat(1025)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verifier()
                        .withoutRevocations()
                        .clockSkew(Duration.ofHours(2))
                        .build())
                .withMessageContaining("clockSkew");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        verifier().withoutRevocations().verifiedTokenCache(-1).build())
                .withMessageContaining("verifiedTokenCache");
    }

    @Test
    void byDefaultAccessTokensLive15MinutesAndSessions14DaysIdleAnd90InAll() {
        JwtUserSessionManager node = nodes.start();
        SessionTokens tokens = node.create("user-1", CONTEXT);

        assertThat(tokens.accessTokenExpiresAt())
                .isEqualTo(nodes.clock().instant().plus(Duration.ofMinutes(15)));
        assertThat(tokens.refreshTokenExpiresAt())
                .isEqualTo(nodes.clock().instant().plus(Duration.ofDays(14)));
        assertThat(SessionLifetime.defaults()).isEqualTo(SessionLifetime.of(Duration.ofDays(14), Duration.ofDays(90)));
    }

    @Test
    void aNodeAcceptsItsOwnAudienceOnlyIfItIsTold() {
        JwtUserSessionManager both = nodes.start(builder -> builder.audience("a", "b"));
        JwtUserSessionManager onlyB =
                nodes.start(builder -> builder.audience("a", "b").acceptAudience("b"));
        JwtUserSessionManager onlyC =
                nodes.start(builder -> builder.audience("a", "b").acceptAudience("c"));
        String token = both.create("user-1", CONTEXT).accessToken();

        assertThat(onlyB.verify(token).subject()).isEqualTo("user-1");
        assertRefused(Code.WRONG_AUDIENCE, () -> onlyC.verify(token));
        String forA = nodes.start(builder -> builder.audience("a"))
                .create("user-1", CONTEXT)
                .accessToken();
        assertThat(both.verify(forA).subject()).isEqualTo("user-1");
        assertRefused(Code.WRONG_AUDIENCE, () -> onlyB.verify(forA));
    }

    @Test
    void anotherIssuersTokenIsRefusedAlsoWithTheSameKeys() {
        String token = nodes.start(builder -> builder.issuer("https://other.example.com"))
                .create("user-1", CONTEXT)
                .accessToken();

        assertRefused(Code.WRONG_ISSUER, () -> nodes.start().verify(token));
    }

    @Test
    void aBuiltManagerDoesNotChangeWithItsBuilder() {
        JwtUserSessionManager.Builder builder = nodes.builder();
        try (JwtUserSessionManager first = builder.build()) {
            String token = first.create("user-1", CONTEXT).accessToken();
            try (JwtUserSessionManager second = builder.issuer("https://other.example.com")
                    .signingKeys(TestKeys.signingKeys(JwsAlgorithm.ES256))
                    .audience("x")
                    .build()) {
                assertThat(first.verify(token).subject()).isEqualTo("user-1");
                assertThat(first.verify(first.create("user-1", CONTEXT).accessToken())
                                .subject())
                        .isEqualTo("user-1");
                assertRefused(Code.BAD_SIGNATURE, () -> second.verify(token));
            }
        }
    }

    @Test
    void severalManagersLiveBesideEachOtherAndClosingOneLeavesTheOthersAndTheStorage() {
        List<JwtUserSessionManager> managers = List.of(nodes.start(), nodes.start(), nodes.start());
        SessionTokens tokens = managers.get(0).create("user-1", CONTEXT);

        managers.get(0).close();

        assertThat(managers.get(1).verify(tokens.accessToken()).subject()).isEqualTo("user-1");
        assertThat(managers.get(2).refresh(tokens.refreshToken(), CONTEXT).sessionId())
                .isEqualTo(tokens.sessionId());
    }

    private void assertRefusedSetting(String name, Consumer<JwtUserSessionManager.Builder> setting) {
        JwtUserSessionManager.Builder builder = nodes.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    setting.accept(builder);
                    builder.build();
                })
                .withMessageContaining(name);
    }

    private static AccessTokenVerifier.Builder verifier() {
        return AccessTokenVerifier.builder().issuer(ISSUER).audience(AUDIENCE).keys(Nodes.SIGNING_KEYS);
    }
}
