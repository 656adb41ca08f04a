package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** G8, and the holes that grace windows are known to have. */
class RefreshGraceTest {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock();
    private final WrappedStorage storage = new WrappedStorage(new InMemoryUserSessionStorage(clock));

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    private final JwtUserSessionManager node = nodes.start();
    private final SessionTokens first = node.create("user-1", CONTEXT);

    @Test
    void theDefaultIsThirtySecondsOfGrace() {
        String second = refreshed(first.refreshToken());

        clock.advance(GRACE);
        assertThat(refreshed(first.refreshToken())).isEqualTo(second);
        clock.advance(Duration.ofMillis(1));
        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
    }

    @Test
    void everyRepeatGivesTheSameNextTokenAndOneRotationIsStored() {
        String second = refreshed(first.refreshToken());

        for (int i = 0; i < 20; i++) {
            assertThat(refreshed(first.refreshToken())).isEqualTo(second).isNotEqualTo(first.refreshToken());
        }
        assertThat(storage.updates).hasValue(1);
    }

    @Test
    void theWindowDoesNotSlideWithARepeat() {
        refreshed(first.refreshToken());

        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(10));
            refreshed(first.refreshToken());
        }
        clock.advance(Duration.ofMillis(1));
        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
    }

    @Test
    void theWindowDoesNotSlideWithARepeatThatBringsClaims() {
        refreshed(first.refreshToken());
        Instant rotated = node.find(first.sessionId()).orElseThrow().lastRefreshedAt();

        clock.advance(GRACE);
        SessionTokens repeated = node.refresh(first.refreshToken(), CONTEXT, Map.of("role", "admin"));

        UserSession session = node.find(first.sessionId()).orElseThrow();
        assertThat(session.lastRefreshedAt()).isEqualTo(rotated);
        assertThat(session.claims()).isEqualTo(Map.of("role", "admin"));
        assertThat(node.verify(repeated.accessToken()).claims()).isEqualTo(Map.of("role", "admin"));
        clock.advance(Duration.ofMillis(1));
        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
    }

    @Test
    void anAncestorOlderThanTheParentIsReuseAlsoWithinTheWindow() {
        String second = refreshed(first.refreshToken());
        refreshed(second);

        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
    }

    @Test
    void noSecondChainForks() {
        String second = refreshed(first.refreshToken());
        String repeated = refreshed(first.refreshToken());

        String third = refreshed(second);
        assertThat(refreshed(repeated)).isEqualTo(third);
        String fourth = refreshed(third);
        assertThat(refreshed(fourth)).isNotIn(first.refreshToken(), second, third, fourth);
        assertThat(storage.updates).hasValue(4);
    }

    @Test
    void theTokenThatARepeatGetsIsAliveAndItsAccessTokenToo() {
        refreshed(first.refreshToken());
        clock.advance(Duration.ofSeconds(20));
        SessionTokens repeated = node.refresh(first.refreshToken(), CONTEXT);

        assertThat(node.verify(repeated.accessToken()).sessionId()).isEqualTo(first.sessionId());
        assertThat(node.verify(repeated.accessToken()).issuedAt()).isEqualTo(clock.instant());
        clock.advance(Duration.ofDays(13));
        assertThat(refreshed(repeated.refreshToken())).isNotEqualTo(repeated.refreshToken());
    }

    @Test
    void aRepeatAfterTheSuccessorWasUsedIsReuse() {
        String second = refreshed(first.refreshToken());
        refreshed(second);
        clock.advance(Duration.ofSeconds(1));

        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
        assertRefused(Code.SESSION_NOT_FOUND, () -> node.refresh(second, CONTEXT));
    }

    @Test
    void theAccessTokensOfAllGenerationsAreGoodUntilTheyExpire() {
        SessionTokens second = node.refresh(first.refreshToken(), CONTEXT);
        SessionTokens third = node.refresh(second.refreshToken(), CONTEXT);

        for (SessionTokens tokens : new SessionTokens[] {first, second, third}) {
            assertThat(node.verify(tokens.accessToken()).sessionId()).isEqualTo(first.sessionId());
        }
    }

    @Test
    void aLongChainOfRefreshesNeverRepeatsAToken() {
        Set<String> seen = new HashSet<>();
        String token = first.refreshToken();
        for (int i = 0; i < 500; i++) {
            assertThat(seen.add(token)).isTrue();
            assertThat(token.length()).isLessThan(100);
            token = refreshed(token);
        }
    }

    @Test
    void aRefreshWithoutClaimsKeepsThemAndOneWithClaimsReplacesThem() {
        SessionTokens tokens = node.create("user-2", CONTEXT, CreateOptions.claims(Map.of("a", 1L, "b", 2L)));

        tokens = node.refresh(tokens.refreshToken(), CONTEXT);
        assertThat(node.verify(tokens.accessToken()).claims()).isEqualTo(Map.of("a", 1L, "b", 2L));
        tokens = node.refresh(tokens.refreshToken(), CONTEXT, Map.of("b", 3));
        assertThat(node.verify(tokens.accessToken()).claims()).isEqualTo(Map.of("b", 3L));
        tokens = node.refresh(tokens.refreshToken(), CONTEXT, Map.of());
        assertThat(node.verify(tokens.accessToken()).claims()).isEmpty();
    }

    private String refreshed(String refreshToken) {
        return node.refresh(refreshToken, CONTEXT).refreshToken();
    }
}
