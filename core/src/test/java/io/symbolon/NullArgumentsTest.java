package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.symbolon.fixture.Nodes;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.net.URI;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A missing argument is named. */
@SuppressWarnings("NullAway") // null is the point
class NullArgumentsTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start();
    private final SessionTokens tokens = node.create("user-1", CONTEXT);

    @Test
    void ofTheManager() {
        assertNamed("subject", () -> node.create(null, CONTEXT));
        assertNamed("context", () -> node.create("user-1", null));
        assertNamed("options", () -> node.create("user-1", CONTEXT, null));
        assertNamed("accessToken", () -> node.verify(null));
        assertNamed("refreshToken", () -> node.refresh(null, CONTEXT));
        assertNamed("context", () -> node.refresh(tokens.refreshToken(), (SessionContext) null));
        assertNamed("claims", () -> node.refresh(tokens.refreshToken(), CONTEXT, null));
        assertNamed("request", () -> node.refresh(tokens.refreshToken(), (RefreshRequest) null));
        assertNamed("refreshToken", () -> node.refresh(null, RefreshRequest.of(CONTEXT)));
        assertNamed("session", () -> node.find(null));
        assertNamed("cause", () -> node.revokeEverything(null));
        assertNamed("subject", () -> node.list(null));
        assertNamed("subject", () -> node.list(null, 1));
        assertNamed("after", () -> node.list("user-1", 1, null));
        assertNamed("session", () -> node.revoke(null));
        assertNamed("cause", () -> node.revoke(tokens.sessionId(), null));
        assertNamed("refreshToken", () -> node.revokeByRefreshToken(null));
        assertNamed("subject", () -> node.revokeAll(null));
        assertNamed("cause", () -> node.revokeAll("user-1", null));
        assertNamed("keep", () -> node.revokeOthers(null));
        assertNamed("cause", () -> node.revokeOthers(tokens.sessionId(), null));
        assertNamed("session", () -> node.setClaims(null, Map.of()));
        assertNamed("claims", () -> node.setClaims(tokens.sessionId(), null));
        assertNamed("session", () -> node.expireAccessTokens((SessionId) null));
        assertNamed("subject", () -> node.expireAccessTokens((String) null));
        assertNamed("proof", () -> node.verify(tokens.accessToken(), null));
        assertNamed("tokens", () -> node.registrationChallenge(null));
        assertNamed("session", () -> node.bind(null, BindingProof.dbsc("x")));
        assertNamed("proof", () -> node.bind(tokens.sessionId(), null));
        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
    }

    @Test
    void ofTheManagersBuilder() {
        JwtUserSessionManager.Builder builder = JwtUserSessionManager.builder();
        assertNamed("issuer", () -> builder.issuer(null));
        assertNamed("audience", () -> builder.audience((String[]) null));
        assertNamed("audience", () -> builder.audience("a", null));
        assertNamed("audience", () -> builder.acceptAudience(null));
        assertNamed("clientId", () -> builder.clientId(null));
        assertNamed("keys", () -> builder.signingKeys(null));
        assertNamed("keys", () -> builder.refreshTokenKeys(null));
        assertNamed("period", () -> builder.keyRollOut(null));
        assertNamed("ttl", () -> builder.accessTokenTtl(null));
        assertNamed("lifetime", () -> builder.lifetime(null));
        assertNamed("rotation", () -> builder.rotation(null));
        assertNamed("limit", () -> builder.sessionLimit(null));
        assertNamed("guard", () -> builder.contextGuard(null));
        assertNamed("policy", () -> builder.stalenessPolicy(null));
        assertNamed("storage", () -> builder.storage((UserSessionStorage) null));
        assertNamed("source", () -> builder.claimsSource(null));
        assertNamed("listener", () -> builder.listener(null));
        assertNamed("listener", () -> builder.outcomeListener(null));
        assertNamed("skew", () -> builder.clockSkew(null));
        assertNamed("clock", () -> builder.clock(null));
    }

    @Test
    void ofTheVerifier() {
        AccessTokenVerifier.Builder builder = AccessTokenVerifier.builder();
        assertNamed("issuer", () -> builder.issuer(null));
        assertNamed("audience", () -> builder.audience(null));
        assertNamed("keys", () -> builder.keys(null));
        assertNamed("algorithm", () -> builder.keys(null, null));
        assertNamed("key", () -> builder.keys(JwsAlgorithm.ES256, null));
        assertNamed("document", () -> builder.jwks((String) null));
        assertNamed("source", () -> builder.jwks((URI) null));
        assertNamed("client", () -> builder.jwks(URI.create("https://localhost"), null));
        assertNamed("pem", () -> builder.keysFromPem(JwsAlgorithm.ES256, null));
        assertNamed("algorithm", () -> builder.keysFromPem(null, "pem"));
        assertNamed("log", () -> builder.revocations((RevocationLog) null));
        assertNamed("policy", () -> builder.stalenessPolicy(null));
        assertNamed("listener", () -> builder.listener(null));
        assertNamed("listener", () -> builder.outcomeListener(null));
        assertNamed("skew", () -> builder.clockSkew(null));
        assertNamed("clock", () -> builder.clock(null));
        try (AccessTokenVerifier verifier = builder.issuer("i")
                .audience("a")
                .keys(Nodes.SIGNING_KEYS)
                .withoutRevocations()
                .build()) {
            assertNamed("accessToken", () -> verifier.verify(null));
            assertNamed("proof", () -> verifier.verify("x", null));
        }
    }

    @Test
    void ofKeysAndValues() {
        assertNamed("algorithm", () -> SigningKeys.hmac(null, new byte[64]));
        assertNamed("secret", () -> SigningKeys.hmac(JwsAlgorithm.HS256, null));
        assertNamed("keyPair", () -> SigningKeys.of(JwsAlgorithm.ES256, null));
        assertNamed("key", () -> SigningKeys.of(JwsAlgorithm.ES256, new KeyPair(null, null)));
        assertNamed("algorithm", () -> SigningKeys.generate(null));
        assertNamed("others", () -> Nodes.SIGNING_KEYS.alsoVerify(null));
        assertNamed("secret", () -> RefreshTokenKeys.of(null));
        assertNamed("others", () -> Nodes.REFRESH_KEYS.alsoVerify(null));
        assertNamed("ip", () -> SessionContext.of(null));
        assertNamed("type", () -> new Device(null, "x"));
        assertNamed("name", () -> new Device("x", null));
        assertNamed("text", () -> SessionId.parse(null));
        assertNamed("text", () -> SessionId.parse(null, 0, 22));
        assertNamed("claims", () -> CreateOptions.claims(null));
        assertNamed("claims", () -> CreateOptions.defaults().withClaims(null));
        assertNamed("authorities", () -> CreateOptions.defaults().withAuthorities(null));
        assertNamed("clientId", () -> CreateOptions.defaults().withClient(null));
        assertNamed("context", () -> RefreshRequest.of(null));
        assertNamed("claims", () -> RefreshRequest.of(CONTEXT).withClaims(null));
        assertNamed("proof", () -> RefreshRequest.of(CONTEXT).withProof(null));
        assertNamed("jws", () -> BindingProof.dbsc(null));
        assertNamed("jws", () -> BindingProof.software(null));
        assertNamed("proof", () -> BindingProof.dpop(null, "GET", URI.create("https://localhost")));
        assertNamed("method", () -> BindingProof.dpop("x", null, URI.create("https://localhost")));
        assertNamed("uri", () -> BindingProof.dpop("x", "GET", null));
        assertNamed("thumbprint", () -> new Binding.Dbsc(null));
        assertNamed("thumbprint", () -> new Binding.Dpop(null));
        assertNamed("thumbprint", () -> new Binding.Software(null));
        assertNamed("code", () -> new BindingRefusedException(null));
        Binding key = new Binding.Software("thumbprint");
        assertNamed("challenge", () -> InvalidRefreshTokenException.proofRequired(key, null));
        assertNamed("binding", () -> InvalidRefreshTokenException.proofRequired(null, "challenge"));
        assertNamed("lifetime", () -> CreateOptions.defaults().withLifetime(null));
        assertNamed("accessTokenTtl", () -> CreateOptions.defaults().withAccessTokenTtl(null));
        assertNamed("idle", () -> SessionLifetime.of(null, Duration.ofDays(1)));
        assertNamed("absolute", () -> SessionLifetime.of(Duration.ofDays(1), null));
        assertNamed("period", () -> RefreshRotation.grace(null));
        assertNamed("limit", () -> StalenessPolicy.rejectAfter(null));
        assertNamed("clock", () -> new InMemoryUserSessionStorage((Clock) null));
        assertNamed("retention", () -> new InMemoryUserSessionStorage(Clock.systemUTC(), null));
        assertNamed("code", () -> new InvalidAccessTokenException(null));
        assertNamed("cause", () -> InvalidAccessTokenException.revoked(null));
    }

    private static void assertNamed(String argument, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown)
                .as(argument)
                .isInstanceOfAny(NullPointerException.class, IllegalArgumentException.class)
                .hasMessageContaining(argument);
        assertThat(thrown.getMessage()).as("not the JDK's words").doesNotContain("because");
    }
}
