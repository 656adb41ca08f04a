package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What tokens say of themselves, whatever the storage and the clock say of them. */
class TokenIdentityTest {
    private static final SessionContext CONTEXT = SessionContext.of("192.0.2.1");
    private static final SigningKeys SIGNING_KEYS = SigningKeys.generate(JwsAlgorithm.HS256);

    private final SettableClock clock = new SettableClock();
    private final InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage(clock);
    private final JwtUserSessionManager manager = manager(RefreshTokenKeys.generate());

    @AfterEach
    void close() {
        manager.close();
        storage.close();
    }

    @Test
    void aRefreshTokenNamesItsSessionAndItsGenerationAlsoWhenTheSessionIsOver() {
        SessionTokens first = manager.create("alice", CONTEXT);
        clock.advance(Nodes.AFTER_GRACE);
        SessionTokens second = manager.refresh(first.refreshToken(), CONTEXT);
        manager.revoke(first.sessionId());

        RefreshTokenIdentity older = manager.identify(first.refreshToken());
        RefreshTokenIdentity newer = manager.identify(second.refreshToken());

        assertThat(older.sessionId()).isEqualTo(newer.sessionId()).isEqualTo(first.sessionId());
        assertThat(newer.generation()).isGreaterThan(older.generation());
    }

    @Test
    void aRefreshTokenThatIsNotOursHasNoIdentity() {
        String text = manager.create("alice", CONTEXT).refreshToken();
        String forged = text.substring(0, 40) + (text.charAt(40) == 'A' ? 'B' : 'A') + text.substring(41);
        for (String other : new String[] {"", "garbage", forged}) {
            assertThatExceptionOfType(InvalidRefreshTokenException.class).isThrownBy(() -> manager.identify(other));
        }
        try (JwtUserSessionManager another = manager(RefreshTokenKeys.generate())) {
            assertThatExceptionOfType(InvalidRefreshTokenException.class)
                    .isThrownBy(() -> another.identify(text))
                    .satisfies(refusal ->
                            assertThat(refusal.code()).isEqualTo(InvalidRefreshTokenException.Code.UNKNOWN_KEY));
        }
    }

    @Test
    void anAccessTokenNamesItsSessionAlsoWhenItHasExpiredOrWasRevoked() {
        SessionTokens tokens = manager.create("alice", CONTEXT);
        manager.revoke(tokens.sessionId());
        assertThat(manager.sessionOf(tokens.accessToken())).isEqualTo(tokens.sessionId());
        Clock tomorrow = Clock.fixed(clock.instant().plus(Duration.ofMinutes(3)), ZoneOffset.UTC);
        try (JwtUserSessionManager later = builder(RefreshTokenKeys.generate())
                .accessTokenTtl(Duration.ofMinutes(1))
                .clock(tomorrow)
                .build()) {
            assertThat(later.sessionOf(tokens.accessToken())).isEqualTo(tokens.sessionId());
        }
    }

    @Test
    void anAccessTokenThatIsNotOursNamesNothing() {
        String text = manager.create("alice", CONTEXT).accessToken();
        for (String other : new String[] {"", "garbage", text.substring(0, text.length() - 4) + "AAAA"}) {
            assertThatExceptionOfType(InvalidAccessTokenException.class).isThrownBy(() -> manager.sessionOf(other));
        }
    }

    private JwtUserSessionManager manager(RefreshTokenKeys keys) {
        return builder(keys).build();
    }

    private JwtUserSessionManager.Builder builder(RefreshTokenKeys keys) {
        return JwtUserSessionManager.builder()
                .issuer("https://login.example.com")
                .audience("https://api.example.com")
                .signingKeys(SIGNING_KEYS)
                .refreshTokenKeys(keys)
                .storage(storage)
                .clock(clock);
    }
}
