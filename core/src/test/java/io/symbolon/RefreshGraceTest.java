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
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** G8, and the holes that grace windows are known to have. */
class RefreshGraceTest {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration MILLI = Duration.ofMillis(1);

    private final SettableClock clock = new SettableClock();
    private final WrappedStorage storage = new WrappedStorage(new InMemoryUserSessionStorage(clock));

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    private final JwtUserSessionManager node = nodes.start();
    private final SessionTokens first = node.create("user-1", CONTEXT);

    @Test
    void theDefaultIsThirtySecondsOfGrace() {
        clock.advance(GRACE);
        assertThat(refreshed(first.refreshToken())).isEqualTo(first.refreshToken());
        clock.advance(MILLI);
        String second = refreshed(first.refreshToken());
        assertThat(second).isNotEqualTo(first.refreshToken());

        clock.advance(GRACE);
        assertThat(refreshed(first.refreshToken())).isEqualTo(second);
        clock.advance(MILLI);
        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
    }

    @Test
    void aTokenThatIsYoungerThanTheGraceComesBackItselfWithANewAccessToken() {
        node.expireAccessTokens(first.sessionId());

        SessionTokens same = node.refresh(first.refreshToken(), CONTEXT);

        assertThat(same.refreshToken()).isEqualTo(first.refreshToken());
        assertThat(same.accessToken()).isNotEqualTo(first.accessToken());
        assertThat(node.verify(same.accessToken()).sessionId()).isEqualTo(first.sessionId());
        assertThat(storage.updates).hasValue(0);
    }

    @Test
    void theGraceIsAtMostAQuarterOfTheSessionsIdleTime() {
        CreateOptions brief =
                CreateOptions.defaults().withLifetime(SessionLifetime.of(Duration.ofSeconds(40), Duration.ofHours(1)));
        SessionTokens tokens = node.create("user-2", CONTEXT, brief);

        clock.advance(Duration.ofSeconds(10));
        assertThat(refreshed(tokens.refreshToken())).isEqualTo(tokens.refreshToken());
        clock.advance(MILLI);
        String second = refreshed(tokens.refreshToken());
        assertThat(second).isNotEqualTo(tokens.refreshToken());
        clock.advance(Duration.ofSeconds(10));
        assertThat(refreshed(tokens.refreshToken())).isEqualTo(second);
        clock.advance(MILLI);
        assertRefused(Code.REUSED, () -> node.refresh(tokens.refreshToken(), CONTEXT));
    }

    @Test
    void everyRepeatGivesTheSameNextTokenAndOneRotationIsStored() {
        String second = rotated(first.refreshToken());

        for (int i = 0; i < 20; i++) {
            assertThat(refreshed(first.refreshToken())).isEqualTo(second).isNotEqualTo(first.refreshToken());
        }
        assertThat(storage.updates).hasValue(1);
    }

    @Test
    void theWindowDoesNotSlideWithARepeat() {
        rotated(first.refreshToken());

        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(10));
            refreshed(first.refreshToken());
        }
        clock.advance(MILLI);
        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
    }

    @Test
    void theWindowDoesNotSlideWithARepeatThatBringsClaims() {
        String second = rotated(first.refreshToken());

        clock.advance(GRACE);
        SessionTokens repeated = node.refresh(first.refreshToken(), CONTEXT, Map.of("role", "admin"));

        UserSession session = node.find(first.sessionId()).orElseThrow();
        assertThat(repeated.refreshToken()).isEqualTo(second);
        assertThat(session.lastRefreshedAt())
                .as("a repeat that writes moves the idle time")
                .isEqualTo(clock.instant());
        assertThat(session.claims()).isEqualTo(Map.of("role", "admin"));
        assertThat(node.verify(repeated.accessToken()).claims()).isEqualTo(Map.of("role", "admin"));
        clock.advance(MILLI);
        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
    }

    @Test
    void aWindowHasOneRotationHoweverManyTokensOfItAreRefreshed() {
        String second = rotated(first.refreshToken());
        for (int i = 0; i < 30; i++) {
            assertThat(refreshed(second)).isEqualTo(second);
            assertThat(refreshed(first.refreshToken())).isEqualTo(second);
            node.expireAccessTokens("user-1");
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(refreshed(first.refreshToken())).isEqualTo(second);
        assertThat(storage.updates).hasValue(1);
    }

    @Test
    void anAncestorOlderThanTheParentIsReuseAlsoWithinTheWindow() {
        String second = rotated(first.refreshToken());
        rotated(second);

        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
    }

    @Test
    void noSecondChainForks() {
        String second = rotated(first.refreshToken());
        String repeated = refreshed(first.refreshToken());

        String third = rotated(second);
        assertThat(refreshed(repeated)).isEqualTo(third);
        String fourth = rotated(third);
        assertThat(rotated(fourth)).isNotIn(first.refreshToken(), second, third, fourth);
        assertThat(storage.updates).hasValue(4);
    }

    @Test
    void theTokenThatARepeatGetsIsAliveAndItsAccessTokenToo() {
        rotated(first.refreshToken());
        clock.advance(Duration.ofSeconds(20));
        SessionTokens repeated = node.refresh(first.refreshToken(), CONTEXT);

        assertThat(node.verify(repeated.accessToken()).sessionId()).isEqualTo(first.sessionId());
        assertThat(node.verify(repeated.accessToken()).issuedAt())
                .isEqualTo(clock.instant().truncatedTo(ChronoUnit.SECONDS));
        clock.advance(Duration.ofDays(13));
        assertThat(refreshed(repeated.refreshToken())).isNotEqualTo(repeated.refreshToken());
    }

    @Test
    void aRepeatAfterTheSuccessorWasReplacedIsReuse() {
        String second = rotated(first.refreshToken());
        rotated(second);
        clock.advance(Duration.ofSeconds(1));

        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
        assertRefused(Code.SESSION_NOT_FOUND, () -> node.refresh(second, CONTEXT));
    }

    @Test
    void theAccessTokensOfAllGenerationsAreGoodUntilTheyExpire() {
        nodes.passTheGrace();
        SessionTokens second = node.refresh(first.refreshToken(), CONTEXT);
        nodes.passTheGrace();
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
            token = rotated(token);
        }
    }

    @Test
    void aRefreshWithoutClaimsKeepsThemAndOneWithClaimsReplacesThem() {
        SessionTokens tokens = node.create("user-2", CONTEXT, CreateOptions.claims(Map.of("a", 1L, "b", 2L)));

        nodes.passTheGrace();
        tokens = node.refresh(tokens.refreshToken(), CONTEXT);
        assertThat(node.verify(tokens.accessToken()).claims()).isEqualTo(Map.of("a", 1L, "b", 2L));
        nodes.passTheGrace();
        tokens = node.refresh(tokens.refreshToken(), CONTEXT, Map.of("b", 3));
        assertThat(node.verify(tokens.accessToken()).claims()).isEqualTo(Map.of("b", 3L));
        nodes.passTheGrace();
        tokens = node.refresh(tokens.refreshToken(), CONTEXT, Map.of());
        assertThat(node.verify(tokens.accessToken()).claims()).isEmpty();
    }

    private String rotated(String refreshToken) {
        nodes.passTheGrace();
        return refreshed(refreshToken);
    }

    private String refreshed(String refreshToken) {
        return node.refresh(refreshToken, CONTEXT).refreshToken();
    }
}
