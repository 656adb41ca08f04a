package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.Nodes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Idle and absolute time, and G7: no token outlives its session. */
class SessionTimesTest {
    private static final Duration MILLI = Duration.ofMillis(1);

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final Instant start = nodes.clock().instant();

    @Test
    void aSessionEndsWhenItIsNotRefreshedForItsIdleTime() {
        JwtUserSessionManager node = nodes.start();
        SessionTokens kept = node.create("user-1", CONTEXT);
        SessionTokens ended = node.create("user-1", CONTEXT);
        assertThat(kept.refreshTokenExpiresAt()).isEqualTo(start.plus(Duration.ofDays(14)));

        nodes.clock().advance(Duration.ofDays(14).minus(MILLI));
        SessionTokens next = node.refresh(kept.refreshToken(), CONTEXT);
        nodes.clock().advance(MILLI);

        assertRefused(Code.SESSION_NOT_FOUND, () -> node.refresh(ended.refreshToken(), CONTEXT));
        assertThat(node.find(ended.sessionId())).isEmpty();
        assertThat(node.list("user-1")).extracting(UserSession::id).containsExactly(kept.sessionId());
        assertThat(next.refreshTokenExpiresAt())
                .isEqualTo(start.plus(Duration.ofDays(28)).minus(MILLI));
    }

    @Test
    void aSessionEndsAtItsAbsoluteTimeHoweverOftenItIsRefreshed() {
        JwtUserSessionManager node = nodes.start();
        SessionTokens tokens = node.create("user-1", CONTEXT);
        Instant end = start.plus(Duration.ofDays(90));

        for (int day = 10; day < 90; day += 10) {
            nodes.clock().set(start.plus(Duration.ofDays(day)));
            tokens = node.refresh(tokens.refreshToken(), CONTEXT);
            Instant idleEnd = nodes.clock().instant().plus(Duration.ofDays(14));
            assertThat(tokens.refreshTokenExpiresAt()).isEqualTo(idleEnd.isBefore(end) ? idleEnd : end);
        }
        nodes.clock().set(end.minus(MILLI));
        SessionTokens last = node.refresh(tokens.refreshToken(), CONTEXT);
        assertThat(last.refreshTokenExpiresAt()).isEqualTo(end);
        nodes.clock().set(end);
        assertRefused(Code.SESSION_NOT_FOUND, () -> node.refresh(last.refreshToken(), CONTEXT));
        assertRefused(InvalidAccessTokenException.Code.EXPIRED, () -> node.verify(last.accessToken()));
    }

    @Test
    void anExpiredSessionIsNoSessionForAnyCall() {
        JwtUserSessionManager node = nodes.start();
        SessionTokens tokens = node.create("user-1", CONTEXT);
        nodes.clock().advance(Duration.ofDays(14));

        assertThat(node.revoke(tokens.sessionId())).isFalse();
        assertThat(node.expireAccessTokens(tokens.sessionId())).isFalse();
        assertThat(node.expireAccessTokens("user-1")).isZero();
        assertThat(node.revokeAll("user-1")).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> node.revokeOthers(tokens.sessionId()));
    }

    @Test
    void aVerifiedAccessTokenDoesNotProlongTheSession() {
        JwtUserSessionManager node = nodes.start();
        SessionTokens tokens = node.create("user-1", CONTEXT);
        nodes.clock().advance(Duration.ofMinutes(10));
        node.verify(tokens.accessToken());

        assertThat(node.find(tokens.sessionId()).orElseThrow().expiresAt()).isEqualTo(start.plus(Duration.ofDays(14)));
    }

    @ParameterizedTest
    @CsvSource({
        // ttl, idle, absolute, how long after sign-in the token is made, its life: min(ttl, idle/2, until the end)
        "PT15M, P14D, P90D, PT0S, PT15M",
        "PT15M, PT30M, P90D, PT0S, PT15M",
        "PT15M, PT29M58S, P90D, PT0S, PT14M59S",
        "PT15M, PT10M, P1D, PT0S, PT5M",
        "PT15M, PT10M, PT10M, PT7M, PT3M",
        "PT15M, PT1H, PT1H, PT50M, PT10M",
        "PT15M, PT1H, PT1H, PT45M, PT15M",
        "PT1S, PT2S, PT2S, PT0S, PT1S",
        "PT1H55M, P14D, P90D, PT0S, PT1H55M"
    })
    void anAccessTokenExpiresByItsOwnLifeHalfTheIdleTimeOrTheSessionsEnd(
            Duration ttl, Duration idle, Duration absolute, Duration after, Duration life) {
        JwtUserSessionManager ofManager =
                nodes.start(builder -> builder.accessTokenTtl(ttl).lifetime(SessionLifetime.of(idle, absolute)));
        JwtUserSessionManager ofOthers = nodes.start();
        CreateOptions own =
                CreateOptions.defaults().withAccessTokenTtl(ttl).withLifetime(SessionLifetime.of(idle, absolute));
        for (SessionTokens first :
                List.of(ofManager.create("user-1", CONTEXT), ofOthers.create("user-1", CONTEXT, own))) {
            nodes.clock().set(start.plus(after));
            SessionTokens made = after.isZero() ? first : ofManager.refresh(first.refreshToken(), CONTEXT);

            assertThat(made.accessTokenExpiresAt()).isEqualTo(start.plus(after).plus(life));
            assertThat(ofOthers.verify(made.accessToken()).expiresAt()).isEqualTo(made.accessTokenExpiresAt());
            assertThat(made.accessTokenExpiresAt()).isBeforeOrEqualTo(made.refreshTokenExpiresAt());
            nodes.clock().set(start);
        }
    }

    @Test
    void expiryIsInWholeSecondsAndNeverLater() {
        nodes.clock().advance(Duration.ofMillis(999));
        JwtUserSessionManager node = nodes.start();

        SessionTokens tokens = node.create("user-1", CONTEXT);

        assertThat(tokens.accessTokenExpiresAt()).isEqualTo(start.plus(Duration.ofMinutes(15)));
        AccessToken token = node.verify(tokens.accessToken());
        assertThat(token.issuedAt()).isEqualTo(start);
        assertThat(token.expiresAt()).isEqualTo(tokens.accessTokenExpiresAt());
    }

    @Test
    void aClientThatRefreshesOnlyWhenToldHasHalfOfTheIdleTimeLeft() {
        JwtUserSessionManager node = nodes.start(
                builder -> builder.lifetime(SessionLifetime.of(Duration.ofMinutes(10), Duration.ofDays(1))));
        SessionTokens tokens = node.create("user-1", CONTEXT);
        for (int i = 0; i < 50; i++) {
            SessionTokens held = tokens;
            nodes.clock().set(held.accessTokenExpiresAt());
            assertRefused(InvalidAccessTokenException.Code.EXPIRED, () -> node.verify(held.accessToken()));
            nodes.clock().advance(Duration.ofMinutes(5).minus(MILLI));
            tokens = node.refresh(held.refreshToken(), CONTEXT);
        }
    }

    @Test
    void aSessionKeepsItsOwnTimesAtEveryRefreshAndOnEveryNode() {
        JwtUserSessionManager one = nodes.start();
        JwtUserSessionManager two = nodes.start(builder -> builder.accessTokenTtl(Duration.ofMinutes(1))
                .lifetime(SessionLifetime.of(Duration.ofHours(1), Duration.ofHours(1))));
        CreateOptions own = CreateOptions.defaults()
                .withAccessTokenTtl(Duration.ofMinutes(30))
                .withLifetime(SessionLifetime.of(Duration.ofDays(2), Duration.ofDays(30)));
        SessionTokens tokens = one.create("user-1", CONTEXT, own);

        SessionTokens next = two.refresh(tokens.refreshToken(), CONTEXT);

        assertThat(next.accessTokenExpiresAt()).isEqualTo(start.plus(Duration.ofMinutes(30)));
        assertThat(next.refreshTokenExpiresAt()).isEqualTo(start.plus(Duration.ofDays(2)));
    }

    @Test
    void timesOutOfTheirRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionLifetime.of(Duration.ofMillis(999), Duration.ofDays(1)))
                .withMessageContaining("idle");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionLifetime.of(Duration.ofDays(2), Duration.ofDays(1)))
                .withMessageContaining("absolute");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionLifetime.of(Duration.ofDays(1), Duration.ofDays(36_501)))
                .withMessageContaining("absolute");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CreateOptions.defaults().withAccessTokenTtl(Duration.ofMillis(999)))
                .withMessageContaining("accessTokenTtl");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nodes.start(builder -> builder.accessTokenTtl(Duration.ZERO)))
                .withMessageContaining("accessTokenTtl");
    }
}
