package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RecordingListener;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The storage is replaced by a copy that missed the last writes. */
class FailOverTest {
    /** Sign-ins reach the copy too; what comes later does not. */
    private static final class WithCopy extends WrappedStorage {
        private final InMemoryUserSessionStorage copy;

        WithCopy(SettableClock clock) {
            super(new InMemoryUserSessionStorage(clock));
            this.copy = new InMemoryUserSessionStorage(clock);
        }

        @Override
        public InsertResult insert(SessionInsert insert) {
            if (storage() != copy) {
                copy.insert(insert);
            }
            return super.insert(insert);
        }

        void failOver() {
            replaceBy(copy);
        }
    }

    private final SettableClock clock = new SettableClock();
    private final WithCopy storage = new WithCopy(clock);

    /** Faults are the test's own: the build's output need not show them. */
    @AutoClose
    private final CapturedLog unusedOutput = new CapturedLog();

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    private final RecordingListener heard = new RecordingListener();
    private final JwtUserSessionManager node = nodes.start(builder -> builder.listener(heard));

    @Test
    void theStorageIsGivenBackTheRevocationsThatItLost() {
        SessionTokens one = node.create("user-1", CONTEXT);
        SessionTokens all = node.create("user-2", CONTEXT);
        SessionTokens outdated = node.create("user-3", CONTEXT);
        node.revoke(one.sessionId(), RevocationCause.ADMINISTRATOR);
        node.revokeAll("user-2");
        node.expireAccessTokens("user-3");
        followed();

        storage.failOver();

        // A node that starts now learns of them from the log.
        soon().until(() -> storage.copy.find(one.sessionId()).value().isEmpty()
                && storage.copy.find(all.sessionId()).value().isEmpty());
        soon().untilAsserted(() -> {
            try (JwtUserSessionManager fresh = nodes.builder().build()) {
                assertThat(assertRefused(Code.REVOKED, () -> fresh.verify(one.accessToken()))
                                .revocationCause())
                        .contains(RevocationCause.ADMINISTRATOR);
                assertRefused(Code.REVOKED, () -> fresh.verify(all.accessToken()));
                assertRefused(Code.OUTDATED, () -> fresh.verify(outdated.accessToken()));
            }
        });
        assertThat(node.list("user-3")).hasSize(1);
        assertThat(heard.revoked).as("nobody is told twice; one is the marker").hasSize(3);
    }

    @Test
    void anEndThatWasLostWithALaterExpiryOfTheSameTokensEndsTheSession() {
        SessionTokens everything = node.create("user-1", CONTEXT);
        node.revokeEverything(RevocationCause.ADMINISTRATOR);
        SessionTokens all = node.create("user-2", CONTEXT);
        node.revokeAll("user-2");
        SessionTokens later = node.create("user-1", CONTEXT);
        clock.advance(Duration.ofSeconds(1));
        node.expireAccessTokens("user-1");
        node.expireAccessTokens("user-2");
        followed();

        storage.failOver();

        soon().until(() -> storage.copy.find(everything.sessionId()).value().isEmpty()
                && storage.copy.find(all.sessionId()).value().isEmpty());
        assertThat(storage.copy.find(later.sessionId()).value()).isPresent();
    }

    @Test
    void aSessionThatTheNodeKnowsAsEndedIsOverAlthoughTheStorageHasItAgain() {
        SessionTokens tokens = node.create("user-1", CONTEXT);
        node.revoke(tokens.sessionId(), RevocationCause.ADMINISTRATOR);
        followed();
        storage.log().fail();

        storage.failOver();
        assertThat(storage.copy.find(tokens.sessionId()).value()).isPresent();

        assertThat(node.find(tokens.sessionId())).isEmpty();
        assertThat(node.list("user-1")).isEmpty();
        InvalidRefreshTokenException over = assertRefused(
                InvalidRefreshTokenException.Code.SESSION_NOT_FOUND,
                () -> node.refresh(tokens.refreshToken(), CONTEXT));
        assertThat(over.revocationCause()).contains(RevocationCause.ADMINISTRATOR);
        assertThat(storage.copy.find(tokens.sessionId()).value())
                .as("and it ends there too")
                .isEmpty();
        assertRefused(Code.REVOKED, () -> node.verify(tokens.accessToken()));
    }

    @Test
    void aNewVersionIsNeverBelowWhatTheNodeKnows() {
        node.create("user-1", CONTEXT);
        for (int i = 0; i < 50; i++) {
            node.revokeAll("user-1");
        }
        followed();
        storage.log().fail();
        storage.failOver();

        SessionTokens tokens = node.create("user-1", CONTEXT);

        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
        assertThat(node.verify(node.refresh(tokens.refreshToken(), CONTEXT).accessToken())
                        .sessionId())
                .isEqualTo(tokens.sessionId());
    }

    @Test
    void aSessionWhoseVersionTheStorageLostIsRefreshedAboveIt() {
        SessionTokens tokens = node.create("user-1", CONTEXT);
        for (int i = 0; i < 5; i++) {
            node.expireAccessTokens("user-1");
            node.expireAccessTokens(tokens.sessionId());
        }
        followed();
        storage.log().fail();
        storage.failOver();

        SessionTokens next = node.refresh(tokens.refreshToken(), CONTEXT);

        assertThat(node.verify(next.accessToken()).sessionId()).isEqualTo(tokens.sessionId());
        assertRefused(Code.OUTDATED, () -> node.verify(tokens.accessToken()));
    }

    @Test
    void expiringAccessTokensRaisesNoSessionAboveTheEndThatTheStorageLost() {
        SessionTokens one = node.create("user-1", CONTEXT);
        SessionTokens all = node.create("user-2", CONTEXT);
        node.revokeAll("user-1");
        node.revokeAll("user-2");
        followed();
        storage.log().fail();
        storage.failOver();
        clock.advance(Duration.ofSeconds(1));

        assertThat(node.expireAccessTokens(one.sessionId())).isFalse();
        assertThat(node.expireAccessTokens("user-2")).isZero();

        for (SessionTokens tokens : List.of(one, all)) {
            assertRefused(Code.REVOKED, () -> node.verify(tokens.accessToken()));
            assertRefused(
                    InvalidRefreshTokenException.Code.SESSION_NOT_FOUND,
                    () -> node.refresh(tokens.refreshToken(), CONTEXT));
            assertThat(storage.copy.find(tokens.sessionId()).value()).isEmpty();
        }
    }

    @Test
    void expiringAccessTokensRaisesNoSessionAboveTheEndOfEverythingThatTheStorageLost() {
        SessionTokens one = node.create("user-1", CONTEXT);
        SessionTokens all = node.create("user-2", CONTEXT);
        node.revokeEverything(RevocationCause.ADMINISTRATOR);
        followed();
        storage.log().fail();
        storage.failOver();
        clock.advance(Duration.ofSeconds(1));

        assertThat(node.expireAccessTokens(one.sessionId())).isFalse();
        assertThat(node.expireAccessTokens("user-2")).isZero();

        assertThat(node.list("user-1")).isEmpty();
        assertThat(node.list("user-2")).isEmpty();
        assertRefused(Code.REVOKED, () -> node.verify(all.accessToken()));
    }

    @Test
    void aNodeThatIsAheadOfAnEmptiedLogHearsWhatIsLoggedNext() {
        for (int i = 0; i < 20; i++) {
            node.revokeAll("user-" + i);
        }
        followed();
        SessionTokens tokens = node.create("user-x", CONTEXT);
        storage.failOver();

        // Through the log only.
        storage.copy.end(tokens.sessionId(), RevocationCause.ADMINISTRATOR);

        soon().untilAsserted(() -> assertRefused(Code.REVOKED, () -> node.verify(tokens.accessToken())));
    }

    /** Waits until the node has read all that was logged: only what comes through the log is still news by then. */
    private void followed() {
        SessionId marker = SessionId.of(clock.millis(), 0);
        storage.storage().end(marker, RevocationCause.ADMINISTRATOR);
        soon().until(() -> heard.revoked.stream()
                .anyMatch(event -> event.sessionId().filter(marker::equals).isPresent()));
    }
}
