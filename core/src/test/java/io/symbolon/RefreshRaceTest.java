package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.Race;
import io.symbolon.fixture.Race.Outcome;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RefreshRaceTest {
    private static final int RACERS = 64;

    /** The first finds of all racers are answered together: every one of them has seen the same generation. */
    private static final class MeetingStorage extends WrappedStorage {
        private final CyclicBarrier meeting = new CyclicBarrier(RACERS);
        private final AtomicInteger toMeet = new AtomicInteger();

        MeetingStorage(SettableClock clock) {
            super(new InMemoryUserSessionStorage(clock));
        }

        void letTheNextFindsMeet() {
            toMeet.set(RACERS);
        }

        @Override
        public StorageResult<Optional<StoredSession>> find(SessionId id) {
            StorageResult<Optional<StoredSession>> found = super.find(id);
            if (toMeet.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                meet();
            }
            return found;
        }

        private void meet() {
            try {
                meeting.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException notAll) {
                throw new AssertionError(notAll);
            }
        }
    }

    private final SettableClock clock = new SettableClock();
    private final MeetingStorage storage = new MeetingStorage(clock);

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    @RepeatedTest(10)
    void of64RacersOnOneTokenAllGetTheSameNextTokenAndOneRotationIsStored() {
        List<JwtUserSessionManager> cluster = List.of(nodes.start(), nodes.start());
        SessionTokens first = cluster.get(0).create("user-1", CONTEXT);
        nodes.passTheGrace();
        storage.letTheNextFindsMeet();

        List<SessionTokens> won =
                Race.values(RACERS, racer -> () -> cluster.get(racer % 2).refresh(first.refreshToken(), CONTEXT));

        assertThat(won).hasSize(RACERS);
        assertThat(won)
                .extracting(SessionTokens::refreshToken)
                .containsOnly(won.get(0).refreshToken());
        assertThat(won.get(0).refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(storage.updates).hasValue(1);
        won.forEach(
                tokens -> assertThat(cluster.get(0).verify(tokens.accessToken()).sessionId())
                        .isEqualTo(first.sessionId()));
        assertThat(won).extracting(SessionTokens::accessToken).doesNotHaveDuplicates();
        nodes.passTheGrace();
        assertThat(cluster.get(1).refresh(won.get(0).refreshToken(), CONTEXT)).isNotNull();
    }

    @Test
    void of64RacersUnderStrictOneRotatesAndTheOthersAreReuse() {
        JwtUserSessionManager node = nodes.start(builder -> builder.rotation(RefreshRotation.strict()));
        SessionTokens first = node.create("user-1", CONTEXT);
        storage.letTheNextFindsMeet();

        List<Outcome<SessionTokens>> outcomes =
                Race.outcomes(RACERS, racer -> () -> node.refresh(first.refreshToken(), CONTEXT));

        assertThat(outcomes.stream().filter(outcome -> !outcome.value().isEmpty()))
                .hasSize(1);
        assertThat(storage.updates).hasValue(1);
        assertThat(outcomes.stream().flatMap(outcome -> outcome.thrown().stream()))
                .hasSize(RACERS - 1)
                .allSatisfy(thrown -> assertThat(((InvalidRefreshTokenException) thrown).code())
                        .isIn(Code.REUSED, Code.SESSION_NOT_FOUND))
                .anySatisfy(thrown -> assertThat(((InvalidRefreshTokenException) thrown).code())
                        .isEqualTo(Code.REUSED));
        assertThat(node.find(first.sessionId())).isEmpty();
    }

    @Test
    void of64RacersWithoutRotationAllKeepTheToken() {
        JwtUserSessionManager node = nodes.start(builder -> builder.rotation(RefreshRotation.none()));
        SessionTokens first = node.create("user-1", CONTEXT);
        storage.letTheNextFindsMeet();

        List<SessionTokens> won = Race.values(RACERS, racer -> () -> node.refresh(first.refreshToken(), CONTEXT));

        assertThat(won).extracting(SessionTokens::refreshToken).containsOnly(first.refreshToken());
    }

    @RepeatedTest(20)
    void aRefreshAgainstASignOutNeverLeavesALiveToken() {
        JwtUserSessionManager node = nodes.start();
        SessionTokens first = node.create("user-1", CONTEXT);
        nodes.passTheGrace();

        List<Outcome<String>> outcomes = Race.outcomes(8, racer -> () -> {
            if (racer == 0) {
                node.revoke(first.sessionId());
                return first.accessToken();
            }
            return node.refresh(first.refreshToken(), CONTEXT).accessToken();
        });

        for (Outcome<String> outcome : outcomes) {
            outcome.value()
                    .forEach(
                            token -> assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> node.verify(token)));
            outcome.thrown()
                    .forEach(thrown -> assertThat(((InvalidRefreshTokenException) thrown).code())
                            .isEqualTo(Code.SESSION_NOT_FOUND));
        }
        assertThat(node.find(first.sessionId())).isEmpty();
    }

    @Test
    void aRefreshAgainstExpiringAccessTokensSucceedsHoweverOftenItLoses() {
        JwtUserSessionManager node = nodes.start();
        SessionTokens first = node.create("user-1", CONTEXT);
        nodes.passTheGrace();

        List<Boolean> done = Race.values(8, racer -> () -> {
            for (int i = 0; i < 200; i++) {
                if (racer == 0) {
                    node.expireAccessTokens(i % 2 == 0 ? "user-1" : "user-2");
                } else {
                    node.refresh(first.refreshToken(), CONTEXT);
                }
            }
            return true;
        });

        assertThat(done).containsOnly(true);
        assertThat(storage.updates).hasValue(1);
        SessionTokens last = node.refresh(first.refreshToken(), CONTEXT);
        assertThat(node.verify(last.accessToken()).subject()).isEqualTo("user-1");
    }
}
