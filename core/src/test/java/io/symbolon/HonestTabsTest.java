package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.Race;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** G8: many tabs share one cookie jar; requests and answers are late. Nobody is signed out, and a thief still is caught. */
class HonestTabsTest {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final int TABS = 5;

    private final SettableClock clock = new SettableClock();
    private final WrappedStorage storage = new WrappedStorage(new InMemoryUserSessionStorage(clock));

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    private final List<JwtUserSessionManager> cluster = List.of(nodes.start(), nodes.start());
    private final JwtUserSessionManager node = cluster.get(0);
    private final SessionTokens first = node.create("user-1", CONTEXT);

    @Test
    void twoExpiriesWithinTwoSecondsSignNoneOfFiveTabsOut() {
        nodes.passTheGrace();
        String jar = first.refreshToken();
        List<String> onTheirWay = new ArrayList<>();
        for (int expiry = 0; expiry < 2; expiry++) {
            node.expireAccessTokens("user-1");
            for (int tab = 0; tab < TABS; tab++) {
                // Every other tab has sent its request before the answers of the others reached the jar.
                onTheirWay.add(jar);
            }
            jar = refreshed(jar);
            clock.advance(Duration.ofSeconds(2));
        }
        for (String late : onTheirWay) {
            SessionTokens answer = node.refresh(late, CONTEXT);
            assertThat(answer.refreshToken()).isEqualTo(jar);
            assertThat(node.verify(answer.accessToken()).subject()).isEqualTo("user-1");
        }
        assertThat(storage.updates).hasValue(1);
        assertThat(node.find(first.sessionId())).isPresent();
    }

    @RepeatedTest(5)
    void theTokenAndTheOneBeforeItBySixtyFourThreadsAtOnceGiveOneNextToken() {
        nodes.passTheGrace();
        String second = refreshed(first.refreshToken());

        List<String> won = Race.values(
                64,
                racer -> () -> cluster.get(racer % 2)
                        .refresh(racer % 4 < 2 ? first.refreshToken() : second, CONTEXT)
                        .refreshToken());

        assertThat(won).hasSize(64).containsOnly(second);
        assertThat(storage.updates).hasValue(1);
    }

    @RepeatedTest(5)
    void theTokenAndTheOneBeforeItAtTheEndOfTheGraceGiveOneNextTokenOrReuseOfTheOlderOnly() {
        nodes.passTheGrace();
        String second = refreshed(first.refreshToken());
        clock.advance(GRACE);

        // At the last moment of the grace both are good, and nothing rotates.
        List<String> won = Race.values(
                64,
                racer -> () -> cluster.get(racer % 2)
                        .refresh(racer % 4 < 2 ? first.refreshToken() : second, CONTEXT)
                        .refreshToken());
        assertThat(won).containsOnly(second);

        clock.advance(MILLI);
        List<String> later = Race.values(
                64,
                racer -> () -> cluster.get(racer % 2).refresh(second, CONTEXT).refreshToken());
        assertThat(later).containsOnly(later.get(0)).doesNotContain(second);
        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
    }

    @Test
    void aLateRequestWithTheTokenBeforeIsNeverReuseHoweverOftenItWasRefreshedSince() {
        nodes.passTheGrace();
        String second = refreshed(first.refreshToken());
        for (int i = 0; i < 100; i++) {
            node.expireAccessTokens("user-1");
            assertThat(refreshed(second)).isEqualTo(second);
            clock.advance(Duration.ofMillis(300));
            assertThat(refreshed(first.refreshToken())).isEqualTo(second);
        }

        clock.advance(MILLI);
        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
    }

    @Test
    void theTokenBeforeTheLastIsReuseForItsGraceIsOverByThen() {
        nodes.passTheGrace();
        String second = refreshed(first.refreshToken());
        nodes.passTheGrace();
        String third = refreshed(second);

        assertThat(refreshed(second)).isEqualTo(third);
        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
        assertRefused(Code.SESSION_NOT_FOUND, () -> node.refresh(third, CONTEXT));
    }

    @Test
    void twoAnswersThatStraddleTheEndOfTheGraceAreBothGoodForAsLongAsTheGrace() {
        clock.advance(GRACE);
        String before = refreshed(first.refreshToken());
        clock.advance(MILLI);
        String after = refreshed(first.refreshToken());

        assertThat(before).isEqualTo(first.refreshToken());
        assertThat(after).isNotEqualTo(before);
        clock.advance(GRACE);
        assertThat(refreshed(before)).isEqualTo(after);
        assertThat(refreshed(after)).isEqualTo(after);
    }

    @Test
    void aStorageClockThatStepsBackSignsNobodyOutAndTheThiefIsStillCaught() {
        nodes.passTheGrace();
        String second = refreshed(first.refreshToken());
        nodes.passTheGrace();
        String third = refreshed(second);

        clock.advance(Duration.ofHours(-1));
        assertThat(refreshed(second)).as("late, by a tab").isEqualTo(third);
        String fourth = refreshed(third);
        assertThat(refreshed(third)).isEqualTo(fourth);
        assertThat(refreshed(second)).isEqualTo(fourth);
        clock.advance(Duration.ofHours(-1));
        String fifth = refreshed(fourth);
        for (String late : List.of(second, third, fourth, fifth)) {
            assertThat(refreshed(late)).isEqualTo(fifth);
        }
        clock.advance(GRACE);
        assertThat(refreshed(fourth)).isEqualTo(fifth);

        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
        assertThat(node.find(first.sessionId())).isEmpty();
    }

    @Test
    void afterTheGraceThatFollowsAClockThatSteppedBackTheOldTokensAreReuse() {
        nodes.passTheGrace();
        String second = refreshed(first.refreshToken());
        clock.advance(Duration.ofHours(-1));
        String third = refreshed(second);
        clock.advance(GRACE.plus(MILLI));

        assertThat(refreshed(third)).isNotEqualTo(third);
        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
    }

    private String refreshed(String refreshToken) {
        return node.refresh(refreshToken, CONTEXT).refreshToken();
    }
}
