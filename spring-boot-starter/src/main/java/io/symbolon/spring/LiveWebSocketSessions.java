package io.symbolon.spring;

import io.symbolon.AccessToken;
import io.symbolon.AccessTokenVerifier;
import io.symbolon.AccessTokensExpiredEvent;
import io.symbolon.BindingProof;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.LiveConnections;
import io.symbolon.RevokedEvent;
import io.symbolon.SessionListener;
import io.symbolon.http.ConnectionEnd;
import io.symbolon.http.RefusedRequestException;
import io.symbolon.http.RefusedRequestException.Code;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;

/**
 * Live connections that are Spring's WebSockets. The starter makes a bean of it where Spring's WebSockets are on the class
 * path, and puts it around those of a message broker (STOMP). Other handlers are given to {@link #decorate}:
 *
 * <pre>{@code
 * public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
 *     registry.addHandler(sockets.decorate(new PriceHandler()), "/prices");
 * }
 * }</pre>
 *
 * <p>Who connects was authenticated by the access token of the handshake. With STOMP, the token may also come in the header
 * {@code Authorization} of CONNECT, and a new one in that of any later frame; but a token that is bound by DPoP comes with
 * its proof in a handshake only. A client is told by the close code {@value ConnectionEnd#CLOSE_CODE} and {@linkplain
 * ConnectionEnd#reason words} what to do. Thread-safe.
 */
public final class LiveWebSocketSessions implements WebSocketHandlerDecoratorFactory, SessionListener, AutoCloseable {
    /** How a WebSocket is taken in: by the token of the handshake, or by one that a frame brings. */
    private record Opening(
            BiFunction<WebSocketSession, String, AccessToken> byHandshake,
            BiFunction<WebSocketSession, String, AccessToken> byFrame) {}

    private final LiveConnections<WebSocketSession> live;
    private final Opening opening;

    /** Those whose handlers know of them, by id: with STOMP, some have shown no token yet. */
    private final Map<String, WebSocketSession> established = new ConcurrentHashMap<>();

    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    private LiveWebSocketSessions(LiveConnections<WebSocketSession> live, Opening opening) {
        this.live = live;
        this.opening = opening;
    }

    /**
     * Starts to build the live connections for {@link #of}.
     *
     * @return a builder
     */
    public static LiveConnections.Builder<WebSocketSession> builder() {
        return LiveConnections.builder((session, why) -> close(session, ConnectionEnd.reason(why)));
    }

    /**
     * WebSockets in a service that manages sessions.
     *
     * @param live of {@link #builder}
     * @param manager is asked for when the first client connects; has this for a listener
     * @return the same, for Spring
     */
    public static LiveWebSocketSessions of(
            LiveConnections<WebSocketSession> live, Supplier<JwtUserSessionManager> manager) {
        return new LiveWebSocketSessions(
                live,
                new Opening(
                        (session, text) -> live.openAuthenticated(session, text, manager.get()),
                        (session, text) -> live.open(session, text, manager.get())));
    }

    /**
     * WebSockets in a service that only verifies.
     *
     * @param live of {@link #builder}
     * @param verifier is asked for when the first client connects; has this for a listener
     * @return the same, for Spring
     */
    public static LiveWebSocketSessions ofVerifier(
            LiveConnections<WebSocketSession> live, Supplier<AccessTokenVerifier> verifier) {
        return new LiveWebSocketSessions(
                live,
                new Opening(
                        (session, text) -> live.openAuthenticated(session, text, verifier.get()),
                        (session, text) -> live.open(session, text, verifier.get())));
    }

    @Override
    public WebSocketHandler decorate(WebSocketHandler handler) {
        return decorate(handler, false);
    }

    /** @param mayShowTokenLater by {@link #accept}, which is asked before anything reaches the application */
    WebSocketHandler decorate(WebSocketHandler handler, boolean mayShowTokenLater) {
        return new WebSocketHandlerDecorator(handler) {
            @Override
            public void afterConnectionEstablished(WebSocketSession session) throws Exception {
                Optional<String> text = PrincipalTokens.text(session.getPrincipal());
                if ((text.isEmpty() && mayShowTokenLater)
                        || take(session, text, opening.byHandshake()).isPresent()) {
                    established.put(session.getId(), session);
                    if (session.isOpen()) {
                        super.afterConnectionEstablished(session);
                    } else {
                        // It was closed from another thread, perhaps before there was anything to forget.
                        release(session);
                        established.remove(session.getId());
                    }
                }
            }

            @Override
            public void afterConnectionClosed(WebSocketSession session, CloseStatus status) throws Exception {
                release(session);
                if (established.remove(session.getId()) != null) {
                    super.afterConnectionClosed(session, status);
                }
            }
        };
    }

    /**
     * Gives a WebSocket a new token of the same session.
     *
     * @param session a live one, as its handler knows it
     * @param accessToken the new token
     * @return what it says
     * @throws RuntimeException as {@link LiveConnections#renew} throws it
     */
    public AccessToken renew(WebSocketSession session, String accessToken) {
        return live.renew(established.getOrDefault(session.getId(), session), accessToken);
    }

    /**
     * Gives a WebSocket a new token of the same session, which is bound by DPoP.
     *
     * @param session a live one, as its handler knows it
     * @param accessToken the new token
     * @param proof for the new token and the handshake, as if that were sent again
     * @return what it says
     * @throws RuntimeException as {@link LiveConnections#renew(Object, String, BindingProof.Dpop)} throws it
     */
    public AccessToken renew(WebSocketSession session, String accessToken, BindingProof.Dpop proof) {
        return live.renew(established.getOrDefault(session.getId(), session), accessToken, proof);
    }

    /**
     * How many WebSockets are live.
     *
     * @return 0 or more
     */
    public int size() {
        return live.size();
    }

    /**
     * What a frame of a session brings: the first token takes the session in, a later one renews it.
     *
     * @return false if the session was closed, as it has no good token
     */
    boolean accept(String sessionId, Optional<String> text) {
        WebSocketSession session = established.get(sessionId);
        if (session == null) {
            return false;
        }
        if (!taken.contains(sessionId)) {
            return take(session, text, opening.byFrame()).isPresent();
        }
        try {
            text.ifPresent(next -> live.renew(session, next));
            return true;
        } catch (InvalidAccessTokenException refused) {
            close(session, ConnectionEnd.reason(refused));
        } catch (IllegalStateException over) {
            // Its handler closes it.
        }
        return false;
    }

    private Optional<AccessToken> take(
            WebSocketSession session,
            Optional<String> text,
            BiFunction<WebSocketSession, String, AccessToken> openingBy) {
        if (text.isEmpty()) {
            close(session, ConnectionEnd.reason(new RefusedRequestException(Code.TOKEN_MISSING)));
            return Optional.empty();
        }
        try {
            AccessToken token = openingBy.apply(session, text.get());
            taken.add(session.getId());
            if (session.isOpen()) {
                return Optional.of(token);
            }
            release(session);
        } catch (InvalidAccessTokenException refused) {
            close(session, ConnectionEnd.reason(refused));
        }
        return Optional.empty();
    }

    private void release(WebSocketSession session) {
        live.remove(session);
        taken.remove(session.getId());
    }

    private static void close(WebSocketSession session, String reason) {
        try {
            session.close(new CloseStatus(ConnectionEnd.CLOSE_CODE, reason));
        } catch (IOException gone) {
            // So it is closed: the client has gone, or the server could not tell it.
        }
    }

    @Override
    public void revoked(RevokedEvent event) {
        live.revoked(event);
    }

    @Override
    public void accessTokensExpired(AccessTokensExpiredEvent event) {
        live.accessTokensExpired(event);
    }

    /** Stops to look after the WebSockets; they are not closed. */
    @Override
    public void close() {
        live.close();
    }
}
