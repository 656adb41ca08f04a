package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** G2 where answers are lost, and where the storage has lost what is to be ended. No news comes through the log here. */
class RevokeAfterFaultsTest {
    private static final class LossyStorage extends WrappedStorage {
        private boolean losesAnswers;

        LossyStorage(SettableClock clock) {
            super(new InMemoryUserSessionStorage(clock));
        }

        @Override
        public InsertResult insert(SessionInsert insert) {
            return answered(super.insert(insert));
        }

        @Override
        public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
            return answered(super.end(id, cause));
        }

        @Override
        public StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast) {
            return answered(super.endAll(subject, cause, atLeast));
        }

        @Override
        public StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause) {
            return answered(super.endOthers(keep, cause));
        }

        private <T> T answered(T answer) {
            if (losesAnswers) {
                throw new SessionStorageException("The answer was lost.", true, null);
            }
            return answer;
        }
    }

    private final SettableClock clock = new SettableClock();
    private final LossyStorage storage = new LossyStorage(clock);

    /** Faults are the test's own: the build's output need not show them. */
    @AutoClose
    private final CapturedLog unusedOutput = new CapturedLog();

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    private final List<JwtUserSessionManager> cluster = List.of(nodes.start(), nodes.start());
    private final JwtUserSessionManager node = cluster.get(0);

    @BeforeEach
    void theLogIsAway() {
        storage.log().fail();
        // A long poll that waits is ended by an entry, after which every read fails.
        storage.storage().endAll("somebody else", RevocationCause.SIGNED_OUT, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void revokeOthersWhoseAnswerWasLostAndThatIsRepeatedRejectsTheEndedOnesAtOnce(int repeatedOn) {
        SessionTokens kept = node.create("user-1", CONTEXT);
        List<SessionTokens> others = List.of(node.create("user-1", CONTEXT), node.create("user-1", CONTEXT));
        loseTheAnswer(() -> node.revokeOthers(kept.sessionId()));

        JwtUserSessionManager again = cluster.get(repeatedOn);
        assertThat(again.revokeOthers(kept.sessionId())).isZero();

        for (SessionTokens ended : others) {
            InvalidAccessTokenException refusal = assertRefused(Code.REVOKED, () -> again.verify(ended.accessToken()));
            assertThat(refusal.revocationCause()).contains(RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION);
        }
        assertThat(again.verify(kept.accessToken()).subject()).isEqualTo("user-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void revokeAndRevokeAllThatAreRepeatedRejectAtOnceToo(int repeatedOn) {
        SessionTokens one = node.create("user-1", CONTEXT);
        SessionTokens all = node.create("user-2", CONTEXT);
        loseTheAnswer(() -> node.revoke(one.sessionId()));
        loseTheAnswer(() -> node.revokeAll("user-2"));
        JwtUserSessionManager again = cluster.get(repeatedOn);
        assertThat(again.verify(one.accessToken()).subject()).isEqualTo("user-1");

        assertThat(again.revoke(one.sessionId())).isFalse();
        assertThat(again.revokeAll("user-2")).isZero();

        assertRefused(Code.REVOKED, () -> again.verify(one.accessToken()));
        assertRefused(Code.REVOKED, () -> again.verify(all.accessToken()));
    }

    @Test
    void revokeAllReachesLostSessionsAlthoughTheStoragesClockIsBehind() {
        SessionTokens first = node.create("user-1", CONTEXT);
        SessionTokens second = node.create("user-1", CONTEXT);
        failOverToAClockThatIsBehind(Duration.ofMinutes(4));

        assertThat(node.revokeAll("user-1")).isZero();

        assertRefused(Code.REVOKED, () -> node.verify(first.accessToken()));
        assertRefused(Code.REVOKED, () -> node.verify(second.accessToken()));
        SessionTokens after = node.create("user-1", CONTEXT);
        assertThat(node.verify(after.accessToken()).sessionId()).isEqualTo(after.sessionId());
    }

    @Test
    void revokeAllReachesALostSessionOfTheSameMillisecond() {
        for (int i = 0; i < 100; i++) {
            SessionTokens lost = node.create("user-1", CONTEXT);
            storage.replaceBy(new InMemoryUserSessionStorage(clock));

            node.revokeAll("user-1");

            assertRefused(Code.REVOKED, () -> node.verify(lost.accessToken()));
            SessionTokens after = node.create("user-1", CONTEXT);
            assertThat(node.verify(after.accessToken()).sessionId()).isEqualTo(after.sessionId());
            node.revokeAll("user-1");
        }
    }

    @Test
    void revokeAllReachesALostSessionThatWasRefreshedOrOutdatedLast() {
        SessionTokens first = node.create("user-1", CONTEXT);
        for (int i = 0; i < 50; i++) {
            node.expireAccessTokens(first.sessionId());
        }
        SessionTokens refreshed = node.refresh(first.refreshToken(), CONTEXT);
        assertThat(node.verify(refreshed.accessToken()).version())
                .isGreaterThan(clock.instant().toEpochMilli());
        storage.replaceBy(new InMemoryUserSessionStorage(clock));

        node.revokeAll("user-1");

        assertRefused(Code.REVOKED, () -> node.verify(refreshed.accessToken()));
        assertThat(node.verify(node.create("user-1", CONTEXT).accessToken()).subject())
                .isEqualTo("user-1");
    }

    private void loseTheAnswer(Supplier<?> call) {
        storage.losesAnswers = true;
        assertThatExceptionOfType(SessionStorageException.class).isThrownBy(call::get);
        storage.losesAnswers = false;
    }

    private void failOverToAClockThatIsBehind(Duration time) {
        SettableClock behind = new SettableClock();
        behind.set(clock.instant().minus(time));
        storage.replaceBy(new InMemoryUserSessionStorage(behind));
    }
}
