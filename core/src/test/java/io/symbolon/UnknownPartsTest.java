package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symbolon.fixture.Nodes;
import io.symbolon.storage.Generation;
import io.symbolon.storage.NextGeneration;
import io.symbolon.storage.SessionParts;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StoredSession;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A newer node has written what this one does not know. */
class UnknownPartsTest {
    private static final int UNKNOWN_TAG = 60_000;
    private static final byte[] VALUE = "of a newer node".getBytes(StandardCharsets.UTF_8);

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start();
    private final SessionTokens first = node.create("user-1", CONTEXT, CreateOptions.claims(Map.of("a", 1)));

    @Test
    void anUnknownPartSurvivesRefreshAndSetClaims() {
        writeUnknown(false);

        nodes.passTheGrace();
        SessionTokens next = node.refresh(first.refreshToken(), CONTEXT, Map.of("a", 2));
        node.setClaims(first.sessionId(), Map.of("a", 3));
        nodes.passTheGrace();
        SessionTokens last = node.refresh(next.refreshToken(), SessionContext.of("2001:db8::1"));

        assertThat(stored().parts().find(UNKNOWN_TAG))
                .hasValueSatisfying(value -> assertThat(value).isEqualTo(VALUE));
        assertThat(node.verify(last.accessToken()).claims()).isEqualTo(Map.of("a", 3L));
    }

    @Test
    void anUnknownCriticalPartStopsEveryWriteAndTheClientRetries() {
        writeUnknown(true);
        nodes.passTheGrace();
        StoredSession before = stored();

        assertRetry(() -> node.refresh(first.refreshToken(), CONTEXT));
        assertRetry(() -> node.refresh(first.refreshToken(), CONTEXT, Map.of("a", 2)));
        assertRetry(() -> node.setClaims(first.sessionId(), Map.of("a", 2)));

        assertThat(stored()).isEqualTo(before);
        assertThat(node.verify(first.accessToken()).subject()).isEqualTo("user-1");
        assertThat(node.find(first.sessionId())).isPresent();
        assertThat(node.revoke(first.sessionId()))
                .as("ending needs no knowledge")
                .isTrue();
    }

    @Test
    void aSessionWithAnUnknownCriticalPartCanStillBeExpired() {
        writeUnknown(true);

        assertThat(node.expireAccessTokens(first.sessionId())).isTrue();

        assertRefused(InvalidAccessTokenException.Code.OUTDATED, () -> node.verify(first.accessToken()));
        assertThat(stored().parts().find(UNKNOWN_TAG)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = Generation.Origin.class,
            names = {"STEP_UP", "BINDING", "UNKNOWN"})
    void anOlderTokenNeverBuysWhatAStepUpABindingOrANewerNodeGave(Generation.Origin origin) {
        StoredSession session = stored();
        write(new SessionUpdate(
                session.id(),
                session.revision(),
                Optional.of(
                        new NextGeneration(1, 0, origin, session.generation().refreshKeyId())),
                false,
                false,
                session.parts()));
        StoredSession before = stored();

        InvalidRefreshTokenException refusal = assertRefused(
                InvalidRefreshTokenException.Code.SUPERSEDED, () -> node.refresh(first.refreshToken(), CONTEXT));
        assertThat(refusal.action()).isEqualTo(SessionException.Action.RETRY);
        assertThat(refusal.endsSession()).isFalse();
        assertRefused(
                InvalidRefreshTokenException.Code.SUPERSEDED,
                () -> node.refresh(first.refreshToken(), CONTEXT, Map.of("a", 2)));

        assertThat(stored()).isEqualTo(before);
        nodes.passTheGrace();
        assertRefused(InvalidRefreshTokenException.Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
    }

    private static void assertRetry(ThrowingCallable call) {
        SessionStorageException failure = catchThrowableOfType(SessionStorageException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.isRetrySafe()).isTrue();
        assertThat(failure.action()).isEqualTo(SessionException.Action.RETRY);
        assertThat(failure).hasMessageContaining("newer version").hasMessageContaining("nothing was changed");
    }

    private void writeUnknown(boolean critical) {
        StoredSession session = stored();
        SessionParts parts = session.parts().with(UNKNOWN_TAG, critical, VALUE);
        write(new SessionUpdate(session.id(), session.revision(), Optional.empty(), false, false, parts));
    }

    private void write(SessionUpdate update) {
        assertThat(nodes.storage().update(update).value()).isPresent();
    }

    private StoredSession stored() {
        return nodes.storage().find(first.sessionId()).value().orElseThrow();
    }
}
