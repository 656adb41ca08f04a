package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The roll-outs that the Javadoc of the keys tells, on three nodes with traffic. */
class KeyRotationTest {
    private static final Duration MINUTES = Duration.ofMinutes(5);
    private static final Duration DAYS = Duration.ofDays(4);

    @ParameterizedTest
    @EnumSource(names = {"ES256", "HS256", "EdDSA"})
    void aSigningKeyIsReplacedWithNoTokenRefused(JwsAlgorithm algorithm) {
        SigningKeys old = SigningKeys.generate(algorithm);
        SigningKeys next = SigningKeys.generate(algorithm);
        RefreshTokenKeys refreshKeys = RefreshTokenKeys.generate();
        try (RollOut nodes = new RollOut(old, refreshKeys)) {
            String first = nodes.create().accessToken();
            nodes.deploy(old.alsoVerify(next), refreshKeys);
            nodes.deploy(next.alsoVerify(old), refreshKeys);
            nodes.pass(RollOut.ACCESS_TOKEN_TTL, MINUTES);
            nodes.deploy(next, refreshKeys);
            nodes.pass(RollOut.ACCESS_TOKEN_TTL, MINUTES);

            assertThat(nodes.refusals()).isEmpty();
            String last = nodes.create().accessToken();
            assertThat(header(first)).contains(keyId(old)).doesNotContain(keyId(next));
            assertThat(header(last)).contains(keyId(next));
            assertThatThrownBy(() -> nodes.on(2, node -> node.verify(first)))
                    .isInstanceOf(InvalidAccessTokenException.class);
        }
    }

    @Test
    void anAlgorithmIsReplacedWithNoTokenRefused() {
        SigningKeys old = SigningKeys.generate(JwsAlgorithm.HS256);
        SigningKeys next = SigningKeys.generate(JwsAlgorithm.ES256);
        RefreshTokenKeys refreshKeys = RefreshTokenKeys.generate();
        try (RollOut nodes = new RollOut(old, refreshKeys)) {
            nodes.deploy(old.alsoVerify(next), refreshKeys);
            nodes.deploy(next.alsoVerify(old), refreshKeys);
            nodes.pass(RollOut.ACCESS_TOKEN_TTL, MINUTES);
            nodes.deploy(next, refreshKeys);

            assertThat(nodes.refusals()).isEmpty();
        }
    }

    @Test
    void aRefreshTokenKeyIsReplacedWithNobodySignedOut() {
        SigningKeys signingKeys = SigningKeys.generate(JwsAlgorithm.ES256);
        RefreshTokenKeys old = RefreshTokenKeys.generate();
        RefreshTokenKeys next = RefreshTokenKeys.generate();
        SessionContext context = SessionContext.of("203.0.113.7");
        try (RollOut nodes = new RollOut(signingKeys, old)) {
            nodes.deploy(signingKeys, old.alsoVerify(next));
            SessionTokens rare = nodes.create();
            nodes.deploy(signingKeys, next.alsoVerify(old));
            nodes.pass(RollOut.IDLE.minus(DAYS), DAYS);
            SessionTokens refreshed = nodes.on(1, node -> node.refresh(rare.refreshToken(), context));
            nodes.pass(DAYS, DAYS);
            nodes.deploy(signingKeys, next);
            nodes.pass(Duration.ofDays(2), DAYS);

            assertThat(nodes.refusals()).isEmpty();
            nodes.on(2, node -> node.refresh(refreshed.refreshToken(), context));
            assertThatThrownBy(() -> nodes.on(2, node -> node.refresh(rare.refreshToken(), context)))
                    .isInstanceOfSatisfying(
                            InvalidRefreshTokenException.class,
                            refused -> assertThat(refused.code())
                                    .isEqualTo(InvalidRefreshTokenException.Code.UNKNOWN_KEY));
        }
    }

    @Test
    void bothKeysAreReplacedTogetherWithNobodyRefused() {
        SigningKeys oldSigning = SigningKeys.generate(JwsAlgorithm.ES256);
        SigningKeys nextSigning = SigningKeys.generate(JwsAlgorithm.ES256);
        RefreshTokenKeys oldRefresh = RefreshTokenKeys.generate();
        RefreshTokenKeys nextRefresh = RefreshTokenKeys.generate();
        try (RollOut nodes = new RollOut(oldSigning, oldRefresh)) {
            nodes.deploy(oldSigning.alsoVerify(nextSigning), oldRefresh.alsoVerify(nextRefresh));
            nodes.deploy(nextSigning.alsoVerify(oldSigning), nextRefresh.alsoVerify(oldRefresh));
            nodes.pass(RollOut.IDLE, DAYS);
            nodes.deploy(nextSigning, nextRefresh);

            assertThat(nodes.refusals()).isEmpty();
        }
    }

    /** Without the first step of the roll-out the same traffic is refused, so the tests above can fail. */
    @Test
    void aKeyThatSignsBeforeAllNodesKnowItIsRefused() {
        RefreshTokenKeys refreshKeys = RefreshTokenKeys.generate();
        SigningKeys old = SigningKeys.generate(JwsAlgorithm.ES256);
        try (RollOut nodes = new RollOut(old, refreshKeys)) {
            nodes.deploy(SigningKeys.generate(JwsAlgorithm.ES256).alsoVerify(old), refreshKeys);

            assertThat(nodes.refusals()).isNotEmpty().allMatch(InvalidAccessTokenException.class::isInstance);
        }
    }

    @Test
    void aRefreshTokenKeyThatIsUsedBeforeAllNodesKnowItAsksTheClientToTryAgain() {
        SigningKeys signingKeys = SigningKeys.generate(JwsAlgorithm.ES256);
        RefreshTokenKeys old = RefreshTokenKeys.generate();
        try (RollOut nodes = new RollOut(signingKeys, old)) {
            nodes.deploy(signingKeys, RefreshTokenKeys.generate().alsoVerify(old));

            assertThat(nodes.refusals())
                    .isNotEmpty()
                    .allSatisfy(refused ->
                            assertThat(((SessionException) refused).action()).isEqualTo(SessionException.Action.RETRY));
        }
    }

    private static String header(String token) {
        byte[] json = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return new String(json, StandardCharsets.UTF_8);
    }

    private static String keyId(SigningKeys keys) {
        String text = keys.toString();
        int start = text.indexOf("kid=") + "kid=".length();
        return text.substring(start, text.indexOf(']', start));
    }
}
