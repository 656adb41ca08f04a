package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.PATIENCE;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RecordingListener;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** G3 and G4: nodes on one storage, also one whose log fails. */
class ClusterTest {
    private final SettableClock clock = new SettableClock();
    private final WrappedStorage storage = new WrappedStorage(new InMemoryUserSessionStorage(clock));

    /** Faults are the test's own: the build's output need not show them. */
    @AutoClose
    private final CapturedLog unusedOutput = new CapturedLog();

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    /** It follows the same log over a wire that a test cuts. */
    private final WrappedStorage otherWire = new WrappedStorage(storage.storage());

    @AutoClose
    private final Nodes others = new Nodes(clock, otherWire);

    @Test
    void everyOtherNodeRefusesWhatOneHasRevoked() {
        JwtUserSessionManager acting = nodes.start();
        JwtUserSessionManager other = others.start();
        SessionTokens one = acting.create("user-1", CONTEXT);
        SessionTokens all = acting.create("user-2", CONTEXT);
        SessionTokens kept = acting.create("user-3", CONTEXT);
        SessionTokens others3 = acting.create("user-3", CONTEXT);

        acting.revoke(one.sessionId(), RevocationCause.ADMINISTRATOR);
        acting.revokeAll("user-2");
        acting.revokeOthers(kept.sessionId());

        for (SessionTokens dead : List.of(one, all, others3)) {
            soon().untilAsserted(() -> assertRefused(Code.REVOKED, () -> other.verify(dead.accessToken())));
        }
        assertThat(assertRefused(Code.REVOKED, () -> other.verify(one.accessToken()))
                        .revocationCause())
                .contains(RevocationCause.ADMINISTRATOR);
        assertThat(other.verify(kept.accessToken()).subject()).isEqualTo("user-3");
    }

    @Test
    void aNodeThatStartsHasEveryRetainedRevocationBeforeItsFirstVerify() {
        JwtUserSessionManager acting = nodes.start();
        List<SessionTokens> dead = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            SessionTokens tokens = acting.create("user-" + i, CONTEXT);
            dead.add(tokens);
            if (i % 3 == 0) {
                acting.revoke(tokens.sessionId());
            } else {
                acting.revokeAll("user-" + i);
            }
        }

        RecordingListener heard = new RecordingListener();
        JwtUserSessionManager late = others.start(builder -> builder.listener(heard));

        dead.forEach(tokens -> assertRefused(Code.REVOKED, () -> late.verify(tokens.accessToken())));
        assertThat(late.revocationStatus().entries()).isEqualTo(300);
        SessionTokens last = acting.create("user-x", CONTEXT);
        acting.revoke(last.sessionId());
        soon().until(() -> !heard.revoked.isEmpty());
        assertThat(heard.revoked)
                .as("what was read before build() returned is not told")
                .extracting(event -> event.sessionId().orElseThrow())
                .containsExactly(last.sessionId());
    }

    @Test
    void aNodeThatWasCutOffCatchesUpAndTellsItsListenersOnce() {
        RecordingListener heard = new RecordingListener();
        JwtUserSessionManager acting = nodes.start();
        JwtUserSessionManager other = others.start(builder -> builder.listener(heard));
        SessionTokens before = acting.create("user-1", CONTEXT);
        SessionTokens during = acting.create("user-2", CONTEXT);
        acting.revoke(before.sessionId());
        soon().until(() -> heard.revoked.size() == 1);

        otherWire.log().fail();
        acting.revoke(during.sessionId());
        assertThat(other.verify(during.accessToken()).subject())
                .as("by default it goes on with what it knows")
                .isEqualTo("user-2");

        otherWire.log().recover();
        soon().untilAsserted(() -> assertRefused(Code.REVOKED, () -> other.verify(during.accessToken())));
        soon().until(() -> heard.revoked.size() == 2);
        acting.revoke(before.sessionId());
        acting.revokeAll("user-9");
        soon().until(() -> heard.revoked.size() == 3);
        assertThat(heard.revoked.get(2).subject()).contains("user-9");
    }

    @Test
    void aNodeDoesNotStartWhenTheLogFails() {
        otherWire.log().fail();

        long start = System.nanoTime();
        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(others::start)
                .satisfies(failed -> assertThat(failed.isRetrySafe()).isTrue());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);

        otherWire.log().recover();
        assertThat(others.start().revocationStatus().entries()).isZero();
    }

    @Test
    void statusTellsHowTheViewIs() {
        JwtUserSessionManager node = nodes.start();
        node.revokeAll("user-1");
        node.revokeAll("user-2");
        node.revoke(node.create("user-2", CONTEXT).sessionId());

        RevocationStatus status = node.revocationStatus();
        assertThat(status.entries()).isEqualTo(3);
        assertThat(status.lag()).isZero();
        assertThat(status.lastContact()).isEqualTo(clock.instant());
        assertThat(status.droppedEvents()).isZero();

        storage.log().fail();
        // An answer that was on its way still counts as contact.
        soon().until(() -> {
            clock.advance(Duration.ofMinutes(1));
            return node.revocationStatus().lag().compareTo(Duration.ofMinutes(3)) >= 0;
        });
        storage.log().recover();
        soon().until(() -> node.revocationStatus().lag().isZero());
    }
}
