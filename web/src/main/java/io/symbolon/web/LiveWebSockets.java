package io.symbolon.web;

import io.symbolon.AccessToken;
import io.symbolon.AccessTokenVerifier;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.LiveConnections;
import io.symbolon.http.AccessTokenPrincipal;
import io.symbolon.http.ConnectionEnd;
import io.symbolon.http.RefusedRequestException;
import io.symbolon.http.RefusedRequestException.Code;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Live connections of Jakarta WebSocket. The handshake has to pass the {@link AccessTokenFilter}.
 *
 * <pre>{@code
 * LiveConnections<Session> live = LiveWebSockets.builder().build();
 * JwtUserSessionManager manager = builder.listener(live).build();
 *
 * // in the endpoint:
 * public void onOpen(Session session, EndpointConfig config) {
 *     LiveWebSockets.open(live, session, manager).ifPresent(token -> …);
 * }
 *
 * public void onClose(Session session, CloseReason reason) {
 *     live.remove(session);
 * }
 * }</pre>
 *
 * <p>A client is told by the close code {@value ConnectionEnd#CLOSE_CODE} and {@linkplain ConnectionEnd#reason words} what
 * to do. It renews its token where the endpoint hands one that it was sent to {@link LiveConnections#renew}; a token that
 * is bound by DPoP with a proof for the handshake, as if it were sent again. Thread-safe.
 */
public final class LiveWebSockets {
    private LiveWebSockets() {}

    /**
     * Starts to build live connections that are WebSockets.
     *
     * @return a builder
     */
    public static LiveConnections.Builder<Session> builder() {
        return LiveConnections.builder((session, why) -> close(session, ConnectionEnd.reason(why)));
    }

    /**
     * Takes a WebSocket in that was opened, or closes it.
     *
     * @param live takes it in
     * @param session just opened; its principal is an {@link AccessTokenPrincipal}
     * @param manager has the live connections for a listener
     * @return who has connected; empty if the token is refused, or there is none: then it was closed
     * @throws IllegalStateException as {@link LiveConnections#open} throws it
     */
    public static Optional<AccessToken> open(
            LiveConnections<Session> live, Session session, JwtUserSessionManager manager) {
        return open(session, text -> live.openAuthenticated(session, text, manager));
    }

    /**
     * The same, in a service that only verifies.
     *
     * @param live takes it in
     * @param session just opened; its principal is an {@link AccessTokenPrincipal}
     * @param verifier has the live connections for a listener
     * @return who has connected; empty if the token is refused, or there is none: then it was closed
     * @throws IllegalStateException as {@link LiveConnections#open} throws it
     */
    public static Optional<AccessToken> open(
            LiveConnections<Session> live, Session session, AccessTokenVerifier verifier) {
        return open(session, text -> live.openAuthenticated(session, text, verifier));
    }

    private static Optional<AccessToken> open(Session session, Function<String, AccessToken> opening) {
        if (!(session.getUserPrincipal() instanceof AccessTokenPrincipal who)) {
            close(session, ConnectionEnd.reason(new RefusedRequestException(Code.TOKEN_MISSING)));
            return Optional.empty();
        }
        try {
            return Optional.of(opening.apply(who.text()));
        } catch (InvalidAccessTokenException refused) {
            close(session, ConnectionEnd.reason(refused));
            return Optional.empty();
        }
    }

    private static void close(Session session, String reason) {
        try {
            session.close(new CloseReason(CloseCodes.getCloseCode(ConnectionEnd.CLOSE_CODE), reason));
        } catch (IOException gone) {
            // So it is closed: the client has gone, or the server could not tell it.
        }
    }
}
