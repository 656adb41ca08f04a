package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.ForgetfulStorage;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The storage answered, then lost its last writes: the client's token is above the session's generation. */
class RefreshFailOverTest {
    private final SettableClock clock = new SettableClock();
    private final ForgetfulStorage storage = new ForgetfulStorage(clock);

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aTokenAboveTheStoredGenerationRotatesFromThere(int lost) {
        for (RefreshRotation rotation : List.of(
                RefreshRotation.grace(Duration.ofSeconds(30)),
                RefreshRotation.strict(),
                RefreshRotation.untilSuccessorUsed())) {
            JwtUserSessionManager node = nodes.start(builder -> builder.rotation(rotation));
            storage.forget(false);
            SessionTokens tokens = node.create("user-1", CONTEXT);
            storage.forget(true);
            for (int i = 0; i < lost; i++) {
                nodes.passTheGrace();
                tokens = node.refresh(tokens.refreshToken(), CONTEXT);
            }
            storage.forget(false);
            SessionTokens held = tokens;

            SessionTokens next = node.refresh(held.refreshToken(), CONTEXT);
            nodes.passTheGrace();

            assertThat(next.sessionId()).isEqualTo(held.sessionId());
            assertThat(next.refreshToken()).isNotEqualTo(held.refreshToken());
            assertThat(node.verify(next.accessToken()).subject()).isEqualTo("user-1");
            assertThat(node.refresh(next.refreshToken(), CONTEXT).refreshToken())
                    .isNotIn(held.refreshToken(), next.refreshToken());
        }
    }

    @Test
    void aTokenFromBeforeAStepUpBuysNothingThoughTheStorageLostWhatCameAfterIt() {
        Duration grace = Duration.ofSeconds(10);
        JwtUserSessionManager node = nodes.start(builder -> builder.rotation(RefreshRotation.grace(grace)));
        SessionTokens before = node.create("user-1", CONTEXT);
        SessionTokens stepped = node.reauthenticated(before.sessionId(), CONTEXT, "otp");
        clock.advance(grace.plusMillis(1));
        storage.forget(true);
        SessionTokens lost = node.refresh(stepped.refreshToken(), CONTEXT);
        storage.forget(false);
        clock.advance(grace.negated());
        node.refresh(lost.refreshToken(), CONTEXT);

        assertRefused(Code.REUSED, () -> node.refresh(before.refreshToken(), CONTEXT));
    }

    @Test
    void afterThatTheRulesAreTheUsualOnes() {
        JwtUserSessionManager node = nodes.start();
        SessionTokens first = node.create("user-1", CONTEXT);
        nodes.passTheGrace();
        storage.forget(true);
        String second = node.refresh(first.refreshToken(), CONTEXT).refreshToken();
        storage.forget(false);

        String third = node.refresh(second, CONTEXT).refreshToken();
        assertThat(third).isNotEqualTo(second);
        for (String late : List.of(second, first.refreshToken())) {
            assertThat(node.refresh(late, CONTEXT).refreshToken())
                    .as("both were current in one of the storages just now")
                    .isEqualTo(third);
        }
        nodes.passTheGrace();
        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void ofTwoLostGenerationsEveryTokenThatATabMayStillHoldIsGoodInAnyOrder(int firstToCome) {
        JwtUserSessionManager node = nodes.start();
        List<String> tokens = new ArrayList<>();
        tokens.add(node.create("user-1", CONTEXT).refreshToken());
        storage.forget(true);
        for (int i = 0; i < 2; i++) {
            nodes.passTheGrace();
            tokens.add(node.refresh(tokens.get(i), CONTEXT).refreshToken());
        }
        storage.forget(false);

        List<String> arriving = new ArrayList<>(List.of(tokens.get(1), tokens.get(2), tokens.get(1), tokens.get(2)));
        Collections.rotate(arriving, firstToCome);
        String newest = "";
        for (String late : arriving) {
            newest = node.refresh(late, CONTEXT).refreshToken();
            clock.advance(Duration.ofSeconds(7));
        }

        String last = newest;
        nodes.passTheGrace();
        String next = node.refresh(last, CONTEXT).refreshToken();
        assertThat(next).isNotEqualTo(last);
        nodes.passTheGrace();
        assertRefused(Code.REUSED, () -> node.refresh(tokens.get(0), CONTEXT));
        assertRefused(Code.SESSION_NOT_FOUND, () -> node.refresh(next, CONTEXT));
    }

    @Test
    void aSessionThatTheStorageLostIsOverAndItsAccessTokensCanStillBeRevoked() {
        JwtUserSessionManager node = nodes.start();
        SessionTokens tokens = node.create("user-1", CONTEXT);
        storage.replaceBy(new InMemoryUserSessionStorage(clock));

        assertRefused(Code.SESSION_NOT_FOUND, () -> node.refresh(tokens.refreshToken(), CONTEXT));
        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
        assertThat(node.revoke(tokens.sessionId())).isFalse();
        assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> node.verify(tokens.accessToken()));
    }

    @Test
    void revokeAllReachesTheTokensOfSessionsThatTheStorageLost() {
        JwtUserSessionManager node = nodes.start();
        SessionTokens tokens = node.create("user-1", CONTEXT);
        storage.replaceBy(new InMemoryUserSessionStorage(clock));
        clock.advance(Duration.ofMillis(1));

        assertThat(node.revokeAll("user-1")).isZero();
        assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> node.verify(tokens.accessToken()));
    }
}
