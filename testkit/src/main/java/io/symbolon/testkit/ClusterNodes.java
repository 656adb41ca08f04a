package io.symbolon.testkit;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.SigningKeys;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.UserSessionStorage;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The managers of a test, with the same keys, each a node with a storage object of its own. */
final class ClusterNodes {
    static final String ISSUER = "https://login.example.com";
    static final String AUDIENCE = "https://api.example.com";
    static final SessionContext CONTEXT = SessionContext.of("192.0.2.1");

    final SigningKeys signingKeys = SigningKeys.generate(JwsAlgorithm.HS256);
    private final RefreshTokenKeys refreshTokenKeys = RefreshTokenKeys.generate();
    private final StorageFixture fixture;
    private final Closer closer;

    /** @param closer closes the managers: those that it was given before them, such as their storages, later */
    ClusterNodes(StorageFixture fixture, Closer closer) {
        this.fixture = fixture;
        this.closer = closer;
    }

    /** The nodes' clock: the storage's if it can be set, so that the two agree. */
    Clock clock() {
        return fixture.clock().map(Clock.class::cast).orElse(Clock.systemUTC());
    }

    JwtUserSessionManager start(UserSessionStorage storage) {
        return start(storage, UnaryOperator.identity());
    }

    JwtUserSessionManager start(
            UserSessionStorage storage, UnaryOperator<JwtUserSessionManager.Builder> configuration) {
        return closer.add(configuration
                .apply(JwtUserSessionManager.builder()
                        .issuer(ISSUER)
                        .audience(AUDIENCE)
                        .signingKeys(signingKeys)
                        .refreshTokenKeys(refreshTokenKeys)
                        .storage(storage)
                        .clock(clock()))
                .build());
    }

    /** A verifier of these nodes' tokens; the caller closes it. */
    AccessTokenVerifier verifier(RevocationLog log) {
        return AccessTokenVerifier.builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .keys(signingKeys)
                .revocations(log)
                .clock(clock())
                .build();
    }

    static SessionTokens signIn(JwtUserSessionManager node, String subject) {
        return node.create(subject, CONTEXT);
    }

    static boolean accepts(JwtUserSessionManager node, SessionTokens tokens) {
        return refusal(node, tokens).isEmpty();
    }

    /** Why a node refuses an access token, or empty if it accepts it. */
    static Optional<InvalidAccessTokenException> refusal(JwtUserSessionManager node, SessionTokens tokens) {
        try {
            assertThat(node.verify(tokens.accessToken()).sessionId()).isEqualTo(tokens.sessionId());
            return Optional.empty();
        } catch (InvalidAccessTokenException refused) {
            return Optional.of(refused);
        }
    }

    static void assertRefused(JwtUserSessionManager node, SessionTokens tokens, InvalidAccessTokenException.Code code) {
        assertThat(refusal(node, tokens).map(InvalidAccessTokenException::code)).contains(code);
    }

    /**
     * Waits until a node refuses an access token for a reason. It may refuse it for another one before: a node learns at
     * once what it does itself, and of the others' acts one notification later.
     */
    void awaitRefused(JwtUserSessionManager node, SessionTokens tokens, InvalidAccessTokenException.Code code) {
        await().atMost(fixture.patience())
                .pollInterval(Duration.ofMillis(2))
                .untilAsserted(() -> assertRefused(node, tokens, code));
    }

    /** Lets some time pass: by the clock, if it can be set; else it passes by itself. */
    void tick(Duration duration) {
        fixture.clock().ifPresent(clock -> clock.advance(duration));
    }
}
