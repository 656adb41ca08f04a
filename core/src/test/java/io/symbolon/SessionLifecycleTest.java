package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.fixture.SettableClock;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionLifecycleTest {
    private static final SessionContext CONTEXT = SessionContext.of("203.0.113.7");

    private final SettableClock clock = new SettableClock();
    private final JwtUserSessionManager manager = JwtUserSessionManager.builder()
            .issuer("https://login.example.com")
            .audience("https://api.example.com")
            .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
            .refreshTokenKeys(RefreshTokenKeys.generate())
            .storage(new InMemoryUserSessionStorage(clock))
            .clock(clock)
            .build();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aSessionIsCreatedVerifiedRefreshedListedAndEnded() {
        SessionTokens first =
                manager.create("user-1", CONTEXT, CreateOptions.claims(Map.of("role", "admin", "level", 3)));

        AccessToken token = manager.verify(first.accessToken());
        assertThat(token.subject()).isEqualTo("user-1");
        assertThat(token.sessionId()).isEqualTo(first.sessionId());
        assertThat(token.claims()).containsOnly(Map.entry("role", "admin"), Map.entry("level", 3L));

        assertThat(manager.refresh(first.refreshToken(), CONTEXT).refreshToken())
                .isEqualTo(first.refreshToken());
        clock.advance(Duration.ofMinutes(5));
        SessionTokens second = manager.refresh(first.refreshToken(), CONTEXT);
        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(manager.refresh(first.refreshToken(), CONTEXT).refreshToken())
                .isEqualTo(second.refreshToken());
        assertThat(manager.verify(second.accessToken()).claims()).isEqualTo(token.claims());

        assertThat(manager.list("user-1")).extracting(UserSession::id).containsExactly(first.sessionId());
        assertThat(manager.revoke(first.sessionId())).isTrue();
        assertThat(manager.revoke(first.sessionId())).isFalse();

        assertThat(manager.list("user-1")).isEmpty();
        assertThatThrownBy(() -> manager.verify(second.accessToken()))
                .isInstanceOfSatisfying(
                        InvalidAccessTokenException.class,
                        refused -> assertThat(refused.code()).isEqualTo(InvalidAccessTokenException.Code.REVOKED));
        assertThatThrownBy(() -> manager.refresh(second.refreshToken(), CONTEXT))
                .isInstanceOfSatisfying(
                        InvalidRefreshTokenException.class,
                        refused -> assertThat(refused.code())
                                .isEqualTo(InvalidRefreshTokenException.Code.SESSION_NOT_FOUND));
    }
}
