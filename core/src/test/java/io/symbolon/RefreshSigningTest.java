package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.ClientKey;
import io.symbolon.fixture.HardwareKey;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How often a refresh asks its signer, which may be a network away. */
class RefreshSigningTest {
    private static final class InterruptedStorage extends WrappedStorage {
        private Runnable beforeUpdate = () -> {};

        InterruptedStorage(SettableClock clock) {
            super(new InMemoryUserSessionStorage(clock));
        }

        @Override
        public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
            Runnable once = beforeUpdate;
            beforeUpdate = () -> {};
            once.run();
            return super.update(update);
        }
    }

    private final SettableClock clock = new SettableClock();
    private final InterruptedStorage storage = new InterruptedStorage(clock);

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    @AutoClose
    private final HardwareKey hardware = new HardwareKey();

    private final AtomicInteger asked = new AtomicInteger();
    private final SigningKeys keys = hardware.signingKeys();
    private final JwtUserSessionManager node = start(keys.alsoVerify(Nodes.SIGNING_KEYS));
    private final JwtUserSessionManager winner = start(Nodes.SIGNING_KEYS.alsoVerify(keys));
    private final SessionTokens first = winner.create("user-1", CONTEXT, CreateOptions.claims(Map.of("a", 1)));

    private JwtUserSessionManager start(SigningKeys signingKeys) {
        return nodes.start(builder -> builder.signingKeys(signingKeys).claimsSource(user -> {
            asked.incrementAndGet();
            return Map.of();
        }));
    }

    @Test
    void theLoserOfARaceKeepsItsSignedToken() {
        nodes.passTheGrace();
        hardware.signaturesSince();
        storage.beforeUpdate = () -> winner.refresh(first.refreshToken(), CONTEXT);

        SessionTokens lost = node.refresh(first.refreshToken(), CONTEXT);

        assertThat(hardware.signaturesSince()).isEqualTo(1);
        assertThat(node.verify(lost.accessToken()).claims()).isEqualTo(Map.of("a", 1L));
        assertThat(lost.refreshToken())
                .isEqualTo(winner.refresh(first.refreshToken(), CONTEXT).refreshToken());
    }

    @Test
    void aLoserWhoseVersionOrClaimsChangedSignsAgain() {
        nodes.passTheGrace();
        hardware.signaturesSince();
        storage.beforeUpdate = () -> winner.expireAccessTokens("user-1");
        SessionTokens next = node.refresh(first.refreshToken(), CONTEXT);
        assertThat(hardware.signaturesSince()).isEqualTo(2);
        assertThat(node.verify(next.accessToken()).sessionId()).isEqualTo(first.sessionId());

        nodes.passTheGrace();
        storage.beforeUpdate = () -> winner.refresh(next.refreshToken(), CONTEXT, Map.of("a", 2));
        SessionTokens last = node.refresh(next.refreshToken(), CONTEXT);
        assertThat(hardware.signaturesSince()).isEqualTo(2);
        assertThat(node.verify(last.accessToken()).claims()).isEqualTo(Map.of("a", 2L));
    }

    @Test
    void aLoserWhoseUserSteppedUpMeanwhileHasTheFactorAndTheAuthorities() {
        JwtUserSessionManager strict = nodes.start(builder -> builder.rotation(RefreshRotation.strict()));
        ClientKey key = ClientKey.es256();
        SessionTokens bound = strict.bind(first.sessionId(), key.dbscRegistration(strict.registrationChallenge(first)));
        String challenge = assertRefused(Code.PROOF_REQUIRED, () -> strict.refresh(bound.refreshToken(), CONTEXT))
                .challenge()
                .orElseThrow();
        storage.beforeUpdate = () -> strict.reauthenticated(
                first.sessionId(),
                ReauthenticationRequest.of(CONTEXT).withFactors("otp").withAuthorities(List.of("transfer")));

        SessionTokens lost =
                strict.refresh(bound.refreshToken(), RefreshRequest.of(CONTEXT).withProof(key.dbsc(challenge)));

        AccessToken token = strict.verify(lost.accessToken());
        assertThat(token.factors()).containsKey("otp");
        assertThat(token.authorities()).containsExactly("transfer");
    }

    @Test
    void aStorageClockThatIsEarlierAtTheWriteSignsAgain() {
        nodes.passTheGrace();
        hardware.signaturesSince();
        storage.beforeUpdate = () -> clock.advance(Duration.ofMinutes(-4));

        SessionTokens next = node.refresh(first.refreshToken(), CONTEXT);

        assertThat(hardware.signaturesSince()).isEqualTo(2);
        AccessToken token = node.verify(next.accessToken());
        assertThat(token.issuedAt()).isEqualTo(clock.instant().truncatedTo(ChronoUnit.SECONDS));
        assertThat(token.expiresAt()).isEqualTo(next.accessTokenExpiresAt());
        assertThat(token.expiresAt()).isBeforeOrEqualTo(next.refreshTokenExpiresAt());
    }

    @Test
    void aRepeatSignsOnceAndAsksForTheClaimsOnce() {
        nodes.passTheGrace();
        node.refresh(first.refreshToken(), CONTEXT);
        hardware.signaturesSince();
        asked.set(0);

        node.refresh(first.refreshToken(), CONTEXT);

        assertThat(hardware.signaturesSince()).isEqualTo(1);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aSignInAsksAKeyInHardwareBeforeItInsertsAndAnOtherKeyNotAtAll() {
        hardware.signaturesSince();
        node.create("user-2", CONTEXT);
        assertThat(hardware.signaturesSince()).isEqualTo(2);
    }
}
