package io.symbolon.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SigningKeys;
import io.symbolon.http.AccessTokenPrincipal;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;

/** What a server's threads can do to a WebSocket while it opens, one order at a time. */
class LiveWebSocketSessionsTest {
    private final JwtUserSessionManager manager = JwtUserSessionManager.builder()
            .issuer("https://login.example.com")
            .audience("https://api.example.com")
            .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
            .refreshTokenKeys(RefreshTokenKeys.generate())
            .storage(new InMemoryUserSessionStorage(Clock.systemUTC()))
            .build();
    private final LiveWebSocketSessions sockets =
            LiveWebSocketSessions.of(LiveWebSocketSessions.builder().build(), () -> manager);
    private final WebSocketHandler handler = mock();
    private final WebSocketSession session = mock();

    @AfterEach
    void close() {
        sockets.close();
        manager.close();
    }

    @Test
    void aWebSocketThatIsClosedWhileItOpensIsForgotten() throws Exception {
        signedIn();
        WebSocketHandler decorated = sockets.decorate(handler);
        when(session.isOpen()).thenReturn(false);

        decorated.afterConnectionEstablished(session);

        assertThat(sockets.size()).isZero();
        verify(handler, never()).afterConnectionEstablished(any());
    }

    @Test
    void aHandlerIsToldOnceThatItsWebSocketIsClosed() throws Exception {
        signedIn();
        WebSocketHandler decorated = sockets.decorate(handler);
        when(session.isOpen()).thenReturn(true);

        decorated.afterConnectionEstablished(session);
        decorated.afterConnectionClosed(session, CloseStatus.NORMAL);
        decorated.afterConnectionClosed(session, CloseStatus.NORMAL);

        assertThat(sockets.size()).isZero();
        verify(handler).afterConnectionClosed(session, CloseStatus.NORMAL);
    }

    /** With STOMP the handler knows of it before its token does. */
    @Test
    void aWebSocketThatIsClosedWhileItsTokenIsTakenIsStillClosedForItsHandler() throws Exception {
        when(session.getId()).thenReturn("1");
        WebSocketHandler decorated = sockets.decorate(handler, true);
        when(session.isOpen()).thenReturn(true);
        decorated.afterConnectionEstablished(session);
        when(session.isOpen()).thenReturn(false);

        assertThat(sockets.accept("1", Optional.of(accessToken()))).isFalse();
        decorated.afterConnectionClosed(session, CloseStatus.NORMAL);

        assertThat(sockets.size()).isZero();
        verify(handler).afterConnectionClosed(session, CloseStatus.NORMAL);
    }

    private void signedIn() {
        String text = accessToken();
        when(session.getId()).thenReturn("1");
        when(session.getPrincipal()).thenReturn(new AccessTokenPrincipal(manager.verify(text), text));
    }

    private String accessToken() {
        return manager.create("alice", SessionContext.of("203.0.113.7")).accessToken();
    }
}
