package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** MAC, find, reuse, guard, answer, write. */
class RefreshOrderOfChecksTest {
    private final List<String> steps = new ArrayList<>();
    private boolean guardAccepts = true;
    private boolean storageFails;

    private final class Recording extends WrappedStorage {
        Recording(SettableClock clock) {
            super(new InMemoryUserSessionStorage(clock));
        }

        @Override
        public StorageResult<Optional<StoredSession>> find(SessionId id) {
            steps.add("find");
            return super.find(id);
        }

        @Override
        public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
            if (storageFails) {
                throw new SessionStorageException("The test's storage is away.", true, null);
            }
            steps.add("write");
            return super.update(update);
        }

        @Override
        public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
            steps.add("end " + cause);
            return super.end(id, cause);
        }
    }

    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final Nodes nodes = new Nodes(clock, new Recording(clock));

    private final JwtUserSessionManager node = nodes.start(builder -> builder.contextGuard((session, context) -> {
                steps.add("guard");
                return guardAccepts;
            })
            .claimsSource(subject -> {
                steps.add("claims");
                return Map.of();
            }));
    private final SessionTokens first = node.create("user-1", CONTEXT);

    @Test
    void aGoodTokenGoesThroughAllOfThem() {
        nodes.passTheGrace();
        steps.clear();
        node.refresh(first.refreshToken(), CONTEXT);

        assertThat(steps).containsExactly("find", "guard", "claims", "write");
    }

    @Test
    void aForgedTokenDoesNotReachTheStorage() {
        steps.clear();
        String forged = RawTokens.damaged(first.refreshToken());

        assertRefused(Code.BAD_SIGNATURE, () -> node.refresh(forged, CONTEXT));
        assertRefused(Code.BAD_SIGNATURE, () -> node.revokeByRefreshToken(forged));
        assertRefused(Code.MALFORMED, () -> node.refresh("x", CONTEXT));
        assertThat(steps).isEmpty();
    }

    @Test
    void aTokenOfASessionThatIsOverReachesNoGuard() {
        node.revoke(first.sessionId());
        steps.clear();

        assertRefused(Code.SESSION_NOT_FOUND, () -> node.refresh(first.refreshToken(), CONTEXT));
        assertThat(steps).containsExactly("find");
    }

    @Test
    void reuseIsJudgedBeforeTheGuard() {
        nodes.passTheGrace();
        String second = node.refresh(first.refreshToken(), CONTEXT).refreshToken();
        nodes.passTheGrace();
        node.refresh(second, CONTEXT);
        steps.clear();
        guardAccepts = false;

        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
        assertThat(steps).containsExactly("find", "end REUSE_DETECTED");
    }

    @Test
    void aRefusedContextRotatesNothingAndEndsNothing() {
        nodes.passTheGrace();
        steps.clear();
        guardAccepts = false;

        assertRefused(Code.CONTEXT_REFUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
        assertThat(steps).containsExactly("find", "guard");
    }

    @Test
    void aRepeatWritesNothing() {
        nodes.passTheGrace();
        node.refresh(first.refreshToken(), CONTEXT);
        steps.clear();

        node.refresh(first.refreshToken(), CONTEXT);
        assertThat(steps).containsExactly("find", "guard", "claims");
    }

    @Test
    void whenTheStorageFailsNothingIsLostAndTheCallerIsToldToRetry() {
        nodes.passTheGrace();
        storageFails = true;

        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> node.refresh(first.refreshToken(), CONTEXT))
                .satisfies(failed -> {
                    assertThat(failed.action()).isEqualTo(SessionException.Action.RETRY);
                    assertThat(failed.isRetrySafe()).isTrue();
                });
        storageFails = false;
        assertThat(node.refresh(first.refreshToken(), CONTEXT).sessionId()).isEqualTo(first.sessionId());
    }
}
