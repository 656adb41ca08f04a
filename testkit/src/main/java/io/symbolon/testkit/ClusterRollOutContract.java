package io.symbolon.testkit;

import static io.symbolon.testkit.ClusterNodes.CONTEXT;
import static io.symbolon.testkit.ClusterNodes.accepts;
import static io.symbolon.testkit.ClusterNodes.assertRefused;
import static io.symbolon.testkit.ClusterNodes.refusal;
import static io.symbolon.testkit.ClusterNodes.signIn;
import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationCause;
import io.symbolon.SessionException;
import io.symbolon.SessionId;
import io.symbolon.SessionTokens;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.Revocation.Kind;
import io.symbolon.storage.Revocation.OfSession;
import io.symbolon.storage.Revocation.OfSubject;
import io.symbolon.storage.Revocation.OfUnknown;
import io.symbolon.storage.SessionParts;
import io.symbolon.storage.StoredSession;
import io.symbolon.testkit.StorageFixture.NewerEntry;
import io.symbolon.testkit.StorageFixture.NewerNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nodes of this version beside nodes of the next one: nothing that the newer ones write is lost by this one's writes, and
 * nothing that they log makes this one deaf, stops it from starting, or lets it accept what it cannot judge.
 */
public abstract class ClusterRollOutContract extends StorageContract {
    private static final int NEWER_TAG = 60_000;
    private static final byte[] NEWER_VALUE = {1, 0, -1};

    private final RecordingListener listener = new RecordingListener();
    private ClusterNodes nodes;
    private JwtUserSessionManager first;
    private JwtUserSessionManager second;

    /** For subclasses. */
    protected ClusterRollOutContract() {}

    @BeforeEach
    final void startNodes() {
        nodes = newNodes();
        first = nodes.start(storage());
        second = nodes.start(otherNode(), builder -> builder.listener(listener));
    }

    @Test
    void aPartOfANewerNodeSurvivesEveryWriteOfThisOne() {
        SessionTokens tokens = signIn(first, "alice");
        SessionId session = tokens.sessionId();
        addPart(session, false);

        SessionTokens next = first.refresh(tokens.refreshToken(), CONTEXT);
        assertThat(second.refresh(next.refreshToken(), CONTEXT, Map.of("role", "editor")))
                .isNotNull();
        assertThat(first.setClaims(session, Map.of("role", "admin"))).isTrue();
        assertThat(second.expireAccessTokens(session)).isTrue();
        assertThat(second.expireAccessTokens("alice")).isOne();

        assertThat(stored(session).parts().find(NEWER_TAG)).hasValue(NEWER_VALUE);
        assertThat(stored(session).parts().hasCriticalBeside(Set.of())).isFalse();
        assertThat(first.find(session).orElseThrow().claims()).isEqualTo(Map.of("role", "admin"));
    }

    @Test
    void aNewerNodeGoesOnWithWhatThisOneWrote() {
        SessionTokens tokens = signIn(first, "alice");
        for (int round = 0; round < 3; round++) {
            addPart(tokens.sessionId(), false);
            tokens = (round % 2 == 0 ? first : second).refresh(tokens.refreshToken(), CONTEXT);
            assertThat(accepts(first, tokens)).isTrue();
        }

        assertThat(stored(tokens.sessionId()).parts().find(NEWER_TAG)).hasValue(NEWER_VALUE);
    }

    @Test
    void aCriticalPartOfANewerNodeStopsEveryWriteOfThisOne() {
        SessionTokens tokens = signIn(first, "alice");
        addPart(tokens.sessionId(), true);
        StoredSession before = stored(tokens.sessionId());

        assertRetry(() -> first.refresh(tokens.refreshToken(), CONTEXT));
        assertRetry(() -> second.refresh(tokens.refreshToken(), CONTEXT, Map.of("role", "editor")));
        assertRetry(() -> second.setClaims(tokens.sessionId(), Map.of("role", "editor")));

        assertThat(stored(tokens.sessionId())).as("nothing was written").isEqualTo(before);
        assertThat(accepts(second, tokens)).isTrue();
    }

    @Test
    void aSessionWithACriticalPartOfANewerNodeCanBeEnded() {
        SessionTokens tokens = signIn(first, "alice");
        addPart(tokens.sessionId(), true);

        assertThat(first.revoke(tokens.sessionId())).isTrue();

        assertRefused(first, tokens, Code.REVOKED);
        nodes.awaitRefused(second, tokens, Code.REVOKED);
    }

    @Test
    void aCauseThatIsUnknownEndsTheSessionAndIsToldAsUnknown() {
        SessionTokens tokens = signIn(first, "alice");

        newerNode().log(ended(tokens, "DEVICE_LOST"));

        nodes.awaitRefused(second, tokens, Code.REVOKED);
        assertThat(refusal(second, tokens).flatMap(InvalidAccessTokenException::revocationCause))
                .contains(RevocationCause.UNKNOWN);
        assertThat(listener.await(RecordingListener.Revoked.class).event().cause())
                .isEqualTo(RevocationCause.UNKNOWN);
    }

    @Test
    void aKindThatIsUnknownIsJudgedAsAnEnd() {
        SessionTokens tokens = signIn(first, "alice");
        SessionTokens others = signIn(first, "bob");

        newerNode().log(frozen("alice", stored(tokens.sessionId()).version() + 1));

        nodes.awaitRefused(first, tokens, Code.REVOKED);
        nodes.awaitRefused(second, tokens, Code.REVOKED);
        assertThat(accepts(second, others)).isTrue();
    }

    @Test
    void aKindThatIsUnknownIsGivenBackAsItCame() {
        Runnable dataLoss = Capabilities.require(fixture().dataLoss(), "lose its data");
        long minimum = now().toEpochMilli() + 1;
        SessionTokens tokens = signIn(first, "alice");
        long frozenBelow = Math.max(minimum, stored(tokens.sessionId()).version() + 1);
        newerNode().log(frozen("alice", frozenBelow));
        nodes.awaitRefused(first, tokens, Code.REVOKED);
        nodes.awaitRefused(second, tokens, Code.REVOKED);

        dataLoss.run();

        await().atMost(fixture().patience())
                .untilAsserted(() -> assertThat(logged()).singleElement().satisfies(given -> {
                    assertThat(given.target()).isEqualTo(new OfSubject("alice"));
                    assertThat(given.kind()).isEqualTo(new Kind("FROZEN"));
                    assertThat(given.minimumVersion()).isEqualTo(frozenBelow);
                    assertThat(given.cause()).contains(RevocationCause.ADMINISTRATOR);
                }));
        assertRefused(nodes.start(open(RETENTION)), tokens, Code.REVOKED);
    }

    @Test
    void aTargetThatIsUnknownMakesThisNodeStaleAndNotDeaf() {
        SessionTokens live = signIn(first, "alice");
        SessionTokens ended = signIn(first, "bob");

        newerNode().log(ofTenant());
        nodes.awaitRefused(first, live, Code.STALE_NODE);
        nodes.awaitRefused(second, live, Code.STALE_NODE);
        first.revoke(ended.sessionId());

        assertThat(listener.await(RecordingListener.Revoked.class).event().sessionId())
                .as("it reads on")
                .contains(ended.sessionId());
        assertRefused(second, live, Code.STALE_NODE);
        assertThat(second.refresh(live.refreshToken(), CONTEXT))
                .as("what asks the storage goes on")
                .isNotNull();
    }

    @Test
    void noEntryOfANewerNodeStopsThisOneFromStarting() {
        SessionTokens ofUnknownCause = signIn(first, "alice");
        SessionTokens frozen = signIn(first, "bob");
        SessionTokens endedLater = signIn(first, "carol");
        SessionTokens live = signIn(first, "dan");
        newerNode().log(ended(ofUnknownCause, "DEVICE_LOST"));
        newerNode().log(frozen("bob", stored(frozen.sessionId()).version() + 1));
        first.revoke(endedLater.sessionId());

        JwtUserSessionManager third = nodes.start(open(RETENTION));

        for (SessionTokens dead : List.of(ofUnknownCause, frozen, endedLater)) {
            assertRefused(third, dead, Code.REVOKED);
        }
        assertThat(accepts(third, live)).isTrue();
    }

    @Test
    void aNodeThatStartsBehindAnUnknownTargetIsStaleFromTheStart() {
        SessionTokens live = signIn(first, "alice");
        newerNode().log(ofTenant());

        JwtUserSessionManager third = nodes.start(open(RETENTION));

        assertRefused(third, live, Code.STALE_NODE);
    }

    private NewerNode newerNode() {
        return Capabilities.require(fixture().newerNode(), "write what a newer node would");
    }

    private StoredSession stored(SessionId session) {
        return storage().find(session).value().orElseThrow();
    }

    /** Writes as a newer node does: all other parts stay. */
    private void addPart(SessionId session, boolean critical) {
        StoredSession current = stored(session);
        SessionParts parts = current.parts().with(NEWER_TAG, critical, NEWER_VALUE);
        assertThat(storage().update(NewSession.partsOf(current, parts)).value()).isPresent();
    }

    private static void assertRetry(ThrowingCallable write) {
        SessionException refused = catchThrowableOfType(SessionException.class, write);
        assertThat(refused).isNotNull();
        assertThat(refused.action()).isEqualTo(SessionException.Action.RETRY);
        assertThat(refused.endsSession()).isFalse();
    }

    private static NewerEntry ended(SessionTokens tokens, String cause) {
        return new NewerEntry(
                new OfSession(tokens.sessionId(), Optional.empty()),
                "ENDED",
                Revocation.ALL_VERSIONS,
                Optional.of(cause),
                Map.of());
    }

    private static NewerEntry frozen(String subject, long minimum) {
        return new NewerEntry(
                new OfSubject(subject), "FROZEN", minimum, Optional.of("ADMINISTRATOR"), Map.of("until", "1"));
    }

    private static NewerEntry ofTenant() {
        return new NewerEntry(
                new OfUnknown("TENANT"), "ENDED", 77, Optional.of("ADMINISTRATOR"), Map.of("tenant", "acme"));
    }
}
