package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.Device;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRotation;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import io.symbolon.testkit.RecordingListener.AccessTokensExpired;
import io.symbolon.testkit.RecordingListener.ContextRefused;
import io.symbolon.testkit.RecordingListener.Created;
import io.symbolon.testkit.RecordingListener.Refreshed;
import io.symbolon.testkit.RecordingListener.ReuseDetected;
import io.symbolon.testkit.RecordingListener.Revoked;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An application's own test, as it would be. */
final class RecordingListenerTest {
    private static final SessionContext LAPTOP =
            SessionContext.of("192.0.2.1").withDevice(new Device("desktop", "Firefox on Linux"));
    private static final SessionContext PHONE =
            SessionContext.of("192.0.2.2").withDevice(new Device("phone", "Safari on iOS"));

    private final RecordingListener listener = new RecordingListener();
    private final Closer closer = new Closer();
    private final ClusterNodes nodes = new ClusterNodes(new InMemoryFixture(), closer);
    private final JwtUserSessionManager manager = nodes.start(
            new InMemoryUserSessionStorage(nodes.clock()),
            builder -> builder.listener(listener).rotation(RefreshRotation.strict()));

    @AfterEach
    void close() {
        closer.close();
    }

    @Test
    void keepsEveryKindOfEvent() {
        SessionTokens tokens = manager.create("alice", LAPTOP);
        SessionTokens next = manager.refresh(tokens.refreshToken(), LAPTOP);
        assertThatThrownBy(() -> manager.refresh(next.refreshToken(), PHONE))
                .isInstanceOf(InvalidRefreshTokenException.class);
        manager.expireAccessTokens(tokens.sessionId());
        manager.refresh(next.refreshToken(), LAPTOP);
        assertThatThrownBy(() -> manager.refresh(tokens.refreshToken(), LAPTOP))
                .isInstanceOf(InvalidRefreshTokenException.class);

        assertThat(listener.await(Created.class).session().id()).isEqualTo(tokens.sessionId());
        assertThat(listener.await(Refreshed.class, 2)).hasSize(2);
        assertThat(listener.await(ContextRefused.class).context()).isEqualTo(PHONE);
        assertThat(listener.await(AccessTokensExpired.class).event().sessionId())
                .contains(tokens.sessionId());
        assertThat(listener.await(Revoked.class).event().cause()).isEqualTo(RevocationCause.REUSE_DETECTED);
        assertThat(listener.await(ReuseDetected.class).session().subject()).isEqualTo("alice");
        assertThat(listener.events()).hasSize(7).first().isInstanceOf(Created.class);
        assertThat(listener.events(Refreshed.class)).hasSize(2);
    }

    @Test
    void waitsForAnEventThatComesLater() throws Exception {
        CompletableFuture<Created> waiting = CompletableFuture.supplyAsync(() -> listener.await(Created.class));

        SessionTokens tokens = manager.create("alice", LAPTOP);

        assertThat(Patience.get(waiting).session().id()).isEqualTo(tokens.sessionId());
    }

    @Test
    void saysWhatItWasToldWhenAnEventDoesNotCome() {
        RecordingListener impatient = new RecordingListener(Duration.ofMillis(20));
        impatient.created(
                manager.find(manager.create("alice", LAPTOP).sessionId()).orElseThrow());

        assertThatThrownBy(() -> impatient.await(Created.class, 2))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 of 2 event(s) Created")
                .hasMessageNotContaining("alice");
        assertThatThrownBy(() -> impatient.await(Revoked.class)).isInstanceOf(AssertionError.class);
    }

    @Test
    void forgetsWhatItWasTold() {
        manager.create("alice", LAPTOP);
        listener.await(Created.class);

        listener.clear();

        assertThat(listener.events()).isEmpty();
    }
}
