package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RecordingListener;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The red button. */
class RevokeEverythingTest {
    /** A storage of which some partitions are away. */
    private static final class InParts extends WrappedStorage {
        private final Set<Integer> away = new HashSet<>();

        InParts(SettableClock clock) {
            super(new InMemoryUserSessionStorage(clock));
        }

        @Override
        public StorageResult<Long> endEverything(int partition, RevocationCause cause, long atLeast) {
            if (away.contains(partition)) {
                throw new SessionStorageException("The partition is away.", true, null);
            }
            return super.endEverything(partition, cause, atLeast);
        }
    }

    private final SettableClock clock = new SettableClock();
    private final InParts storage = new InParts(clock);

    /** Faults are the test's own: the build's output need not show them. */
    @AutoClose
    private final CapturedLog output = new CapturedLog();

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    private final RecordingListener heard = new RecordingListener();
    private final JwtUserSessionManager node = nodes.start(builder -> builder.listener(heard));

    @Test
    void everyTokenFromBeforeIsDeadAndEveryOneFromAfterIsGood() {
        List<SessionTokens> before = signInMany();
        before.forEach(tokens -> node.verify(tokens.accessToken()));

        EverythingRevoked answer = node.revokeEverything(RevocationCause.ADMINISTRATOR);
        List<SessionTokens> after = signInMany();

        assertThat(answer).isEqualTo(new EverythingRevoked(16, 16));
        assertThat(answer.isComplete()).isTrue();
        for (SessionTokens tokens : before) {
            InvalidAccessTokenException refused = assertRefused(Code.REVOKED, () -> node.verify(tokens.accessToken()));
            assertThat(refused.revocationCause()).contains(RevocationCause.ADMINISTRATOR);
            assertRefused(
                    InvalidRefreshTokenException.Code.SESSION_NOT_FOUND,
                    () -> node.refresh(tokens.refreshToken(), CONTEXT));
        }
        assertThat(after)
                .allSatisfy(tokens ->
                        assertThatCode(() -> node.verify(tokens.accessToken())).doesNotThrowAnyException());
    }

    @Test
    void aPartialFaultIsAnAnswerAndTheSameCallFinishesIt() {
        List<SessionTokens> before = signInMany();
        storage.away.addAll(List.of(0, 3, 15));

        EverythingRevoked first = node.revokeEverything(RevocationCause.ADMINISTRATOR);

        assertThat(first).isEqualTo(new EverythingRevoked(13, 16));
        assertThat(first.isComplete()).isFalse();
        assertThat(output.lines()).anyMatch(line -> line.contains("13 of 16 partitions"));
        for (SessionTokens tokens : before) {
            boolean isAway = storage.away.contains(tokens.sessionId().partition() % 16);
            assertThat(node.find(tokens.sessionId()).isPresent()).isEqualTo(isAway);
        }

        storage.away.clear();
        assertThat(node.revokeEverything(RevocationCause.ADMINISTRATOR).isComplete())
                .isTrue();
        assertThat(before).allSatisfy(tokens -> assertRefused(Code.REVOKED, () -> node.verify(tokens.accessToken())));
    }

    @Test
    void whereNothingCouldBeDoneItIsAFault() {
        SessionTokens tokens = node.create("user-1", CONTEXT);
        IntStream.range(0, 16).forEach(storage.away::add);

        assertThatThrownBy(() -> node.revokeEverything(RevocationCause.ADMINISTRATOR))
                .isInstanceOf(SessionStorageException.class);

        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
    }

    @ParameterizedTest
    @EnumSource(value = RevocationCause.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void theCauseIsTold(RevocationCause cause) {
        SessionTokens tokens = node.create("user-1", CONTEXT);

        node.revokeEverything(cause);

        assertThat(assertRefused(Code.REVOKED, () -> node.verify(tokens.accessToken()))
                        .revocationCause())
                .contains(cause);
    }

    @Test
    void anUnknownCauseIsRefused() {
        assertThatThrownBy(() -> node.revokeEverything(RevocationCause.UNKNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cause");
    }

    @Test
    void listenersAreToldWhoseTokensAreDead() {
        SessionTokens before = node.create("user-1", CONTEXT);
        AccessToken dead = node.verify(before.accessToken());

        node.revokeEverything(RevocationCause.ADMINISTRATOR);
        AccessToken live = node.verify(node.create("user-1", CONTEXT).accessToken());

        soon().untilAsserted(() -> assertThat(heard.revoked).hasSize(16));
        assertThat(heard.revoked).filteredOn(event -> event.affects(dead)).hasSize(1);
        assertThat(heard.revoked).noneMatch(event -> event.affects(live));
        assertThat(heard.revoked.stream()
                        .flatMapToInt(event ->
                                Arrays.stream(event.partitions().orElseThrow().toArray())))
                .hasSize(256)
                .doesNotHaveDuplicates();
    }

    @Test
    void aStorageThatLostItAndWhoseClockIsBehindGetsNoSessionBelowIt() {
        SessionTokens before = node.create("user-1", CONTEXT);
        clock.advance(Duration.ofMinutes(4));
        node.revokeEverything(RevocationCause.ADMINISTRATOR);
        clock.advance(Duration.ofMinutes(-4));
        storage.log().fail();
        storage.replaceBy(new InMemoryUserSessionStorage(clock));

        SessionTokens after = node.create("user-1", CONTEXT);

        assertThat(node.verify(after.accessToken()).subject()).isEqualTo("user-1");
        assertRefused(Code.REVOKED, () -> node.verify(before.accessToken()));
        node.revokeEverything(RevocationCause.ADMINISTRATOR);
        assertRefused(Code.REVOKED, () -> node.verify(after.accessToken()));
    }

    @Test
    void itIsKnownWhenAllElseIsForgotten() {
        SessionTokens before =
                nodes.start(builder -> builder.clockSkew(Duration.ofMinutes(5))).create("user-1", CONTEXT);
        node.revokeEverything(RevocationCause.ADMINISTRATOR);
        clock.advance(Duration.ofDays(1));
        node.create("user-2", CONTEXT);

        assertThat(node.find(before.sessionId())).isEmpty();
        assertRefused(Code.REVOKED, () -> node.verify(before.accessToken()));
    }

    private List<SessionTokens> signInMany() {
        return IntStream.range(0, 60)
                .mapToObj(number -> node.create("user-" + number, CONTEXT))
                .toList();
    }
}
