package io.symbolon;

import static io.symbolon.fixture.Nodes.AUDIENCE;
import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Nodes.ISSUER;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RecordingListener;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.TestKeys;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The read-only half, in a service that issues nothing. */
class AccessTokenVerifierTest {
    private final SettableClock clock = new SettableClock();
    private final WrappedStorage storage = new WrappedStorage(new InMemoryUserSessionStorage(clock));

    /** Faults are the test's own: the build's output need not show them. */
    @AutoClose
    private final CapturedLog unusedOutput = new CapturedLog();

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    @ParameterizedTest
    @EnumSource(
            names = {"HS256", "HS384", "HS512"},
            mode = EnumSource.Mode.EXCLUDE)
    void itVerifiesWithThePublishedKeysOrAPublicKey(JwsAlgorithm algorithm) {
        JwtUserSessionManager node = nodes.start(builder -> builder.signingKeys(TestKeys.signingKeys(algorithm)));
        String token = node.create("user-1", CONTEXT, CreateOptions.claims(Map.of("role", "admin")))
                .accessToken();
        try (AccessTokenVerifier byJwks =
                        builder().jwks(node.jwks()).withoutRevocations().build();
                AccessTokenVerifier byKey = builder()
                        .keys(algorithm, TestKeys.pair(algorithm).getPublic())
                        .withoutRevocations()
                        .build()) {
            assertThat(byJwks.verify(token)).isEqualTo(node.verify(token)).isEqualTo(byKey.verify(token));
            assertThat(byJwks.verify(token).claims()).isEqualTo(Map.of("role", "admin"));
            String other = nodes.start(b -> b.signingKeys(SigningKeys.generate(JwsAlgorithm.EdDSA)))
                    .create("user-1", CONTEXT)
                    .accessToken();
            assertRefused(Code.BAD_SIGNATURE, () -> byJwks.verify(other));
        }
    }

    @Test
    void itVerifiesWithASharedSecret() {
        String token = nodes.start().create("user-1", CONTEXT).accessToken();
        try (AccessTokenVerifier verifier =
                builder().keys(Nodes.SIGNING_KEYS).withoutRevocations().build()) {
            assertThat(verifier.verify(token).subject()).isEqualTo("user-1");
        }
    }

    @Test
    void severalKeysCanBeGivenForARollOver() {
        SigningKeys old = TestKeys.signingKeys(JwsAlgorithm.ES256);
        SigningKeys next = TestKeys.signingKeys(JwsAlgorithm.EdDSA);
        JwtUserSessionManager before = nodes.start(b -> b.signingKeys(old));
        JwtUserSessionManager after = nodes.start(b -> b.signingKeys(next.alsoVerify(old)));
        try (AccessTokenVerifier byJwks =
                        builder().jwks(after.jwks()).withoutRevocations().build();
                AccessTokenVerifier byTwo =
                        builder().keys(old).keys(next).withoutRevocations().build()) {
            for (JwtUserSessionManager node : new JwtUserSessionManager[] {before, after}) {
                String token = node.create("user-1", CONTEXT).accessToken();
                assertThat(byJwks.verify(token)).isEqualTo(byTwo.verify(token));
            }
        }
    }

    @Test
    void withTheLogItRefusesWhatWasRevokedAndTellsItsListener() {
        RecordingListener heard = new RecordingListener();
        JwtUserSessionManager node = nodes.start();
        SessionTokens before = node.create("user-1", CONTEXT);
        node.revoke(before.sessionId(), RevocationCause.ADMINISTRATOR);
        try (AccessTokenVerifier verifier = builder()
                .keys(Nodes.SIGNING_KEYS)
                .revocations(storage.revocationLog())
                .listener(heard)
                .build()) {
            assertThat(assertRefused(Code.REVOKED, () -> verifier.verify(before.accessToken()))
                            .revocationCause())
                    .contains(RevocationCause.ADMINISTRATOR);

            SessionTokens later = node.create("user-2", CONTEXT);
            assertThat(verifier.verify(later.accessToken()).subject()).isEqualTo("user-2");
            node.revokeAll("user-2");
            soon().untilAsserted(() -> assertRefused(Code.REVOKED, () -> verifier.verify(later.accessToken())));
            soon().until(() -> heard.revoked.size() == 1);
            assertThat(heard.revoked.get(0).subject()).contains("user-2");

            SessionTokens outdated = node.create("user-3", CONTEXT);
            node.expireAccessTokens("user-3");
            soon().untilAsserted(() -> assertRefused(Code.OUTDATED, () -> verifier.verify(outdated.accessToken())));
            soon().until(() -> heard.expired.size() == 1);
            assertThat(verifier.revocationStatus().orElseThrow().entries()).isEqualTo(3);
        }
    }

    @Test
    void itOnlyReadsTheStorage() {
        JwtUserSessionManager node = nodes.start();
        SessionTokens tokens = node.create("user-1", CONTEXT);
        node.revokeAll("user-1");
        int finds = storage.finds.get();
        int deletes = storage.ends.get();
        try (AccessTokenVerifier verifier = builder()
                .keys(Nodes.SIGNING_KEYS)
                .revocations(storage.revocationLog())
                .build()) {
            node.close();
            InMemoryUserSessionStorage emptied = new InMemoryUserSessionStorage(clock);
            storage.replaceBy(emptied);
            int reads = storage.log().reads.get();
            soon().until(() -> storage.log().reads.get() > reads);

            assertRefused(Code.REVOKED, () -> verifier.verify(tokens.accessToken()));
            assertThat(emptied.revocationLog().retention()).isEqualTo(Duration.ofHours(2));
            assertThat(storage.finds).hasValue(finds);
            assertThat(storage.ends).hasValue(deletes);
        }
    }

    @Test
    void withoutRevocationsTheTokensOfEndedSessionsAreGoodUntilTheyExpire() {
        JwtUserSessionManager node = nodes.start();
        SessionTokens tokens = node.create("user-1", CONTEXT);
        node.revoke(tokens.sessionId());
        try (AccessTokenVerifier verifier =
                builder().keys(Nodes.SIGNING_KEYS).withoutRevocations().build()) {
            assertThat(verifier.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
            assertThat(verifier.revocationStatus()).isEmpty();
            clock.set(tokens.accessTokenExpiresAt());
            assertRefused(Code.EXPIRED, () -> verifier.verify(tokens.accessToken()));
        }
    }

    @Test
    void itJudgesIssuerAudienceAndTimeItself() {
        SessionTokens tokens = nodes.start(b -> b.audience("a", "b")).create("user-1", CONTEXT);
        AccessTokenVerifier.Builder any = AccessTokenVerifier.builder()
                .keys(Nodes.SIGNING_KEYS)
                .withoutRevocations()
                .clock(clock)
                .clockSkew(Duration.ofSeconds(5));
        try (AccessTokenVerifier right = any.issuer(ISSUER).audience("b").build();
                AccessTokenVerifier otherAudience = any.audience("c").build();
                AccessTokenVerifier otherIssuer = any.issuer("x").audience("a").build()) {
            assertThat(right.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
            assertRefused(Code.WRONG_AUDIENCE, () -> otherAudience.verify(tokens.accessToken()));
            assertRefused(Code.WRONG_ISSUER, () -> otherIssuer.verify(tokens.accessToken()));
            clock.set(tokens.accessTokenExpiresAt().plusMillis(4999));
            assertThat(right.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
            clock.advance(Duration.ofMillis(1));
            assertRefused(Code.EXPIRED, () -> right.verify(tokens.accessToken()));
        }
    }

    @Test
    void itDoesNotStartWhenTheLogFails() {
        storage.log().fail();

        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> builder()
                        .keys(Nodes.SIGNING_KEYS)
                        .revocations(storage.revocationLog())
                        .build());
    }

    @Test
    void itRefusesAllTokensOnceItIsStaleIfItIsToldTo() {
        String token = nodes.start().create("user-1", CONTEXT).accessToken();
        try (AccessTokenVerifier verifier = builder()
                .keys(Nodes.SIGNING_KEYS)
                .revocations(storage.revocationLog())
                .stalenessPolicy(StalenessPolicy.rejectAfter(Duration.ofSeconds(10)))
                .build()) {
            storage.log().fallSilent();
            clock.advance(Duration.ofSeconds(11));
            assertRefused(Code.STALE_NODE, () -> verifier.verify(token));
        }
    }

    private AccessTokenVerifier.Builder builder() {
        return AccessTokenVerifier.builder().issuer(ISSUER).audience(AUDIENCE).clock(clock);
    }
}
