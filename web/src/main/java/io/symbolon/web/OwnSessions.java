package io.symbolon.web;

import io.symbolon.AccessToken;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.UserSession;
import io.symbolon.web.RefusedRequestException.Code;
import io.symbolon.web.TokenTransports.PresentedToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The caller's own sessions: list them, end one, the others, or all. Nobody learns of another's. */
final class OwnSessions {
    private final JwtUserSessionManager manager;
    private final TokenTransports transports;

    OwnSessions(JwtUserSessionManager manager, TokenTransports transports) {
        this.manager = manager;
        this.transports = transports;
    }

    void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AccessToken caller = manager.verify(presented(request).text());
        List<UserSession> sessions = manager.list(caller.subject());
        response.setHeader("Cache-Control", "no-store");
        JsonBody.write(response, "application/json", json -> {
            json.writeArrayPropertyStart("sessions");
            sessions.forEach(session -> SessionJson.write(json, session, caller.sessionId()));
            json.writeEndArray();
        });
    }

    void revoke(String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        PresentedToken presented = presented(request);
        AccessToken caller = manager.verify(presented.text());
        SessionId id = ownSession(name, caller).orElseThrow(() -> new RefusedRequestException(Code.NOT_FOUND));
        boolean isCurrent = id.equals(caller.sessionId());
        manager.revoke(id, isCurrent ? RevocationCause.SIGNED_OUT : RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION);
        if (isCurrent) {
            presented.transport().clear(response);
        }
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    void revokeOthers(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AccessToken caller = manager.verify(presented(request).text());
        int ended;
        try {
            ended = manager.revokeOthers(caller.sessionId());
        } catch (IllegalArgumentException gone) {
            // The token is good for some minutes still, but the storage has no such session any more.
            throw new InvalidRefreshTokenException(InvalidRefreshTokenException.Code.SESSION_NOT_FOUND);
        }
        writeEnded(ended, response);
    }

    void revokeAll(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PresentedToken presented = presented(request);
        int ended = manager.revokeAll(manager.verify(presented.text()).subject());
        presented.transport().clear(response);
        writeEnded(ended, response);
    }

    private PresentedToken presented(HttpServletRequest request) {
        return transports
                .presentedAccessToken(request)
                .orElseThrow(() -> new RefusedRequestException(Code.TOKEN_MISSING));
    }

    private Optional<SessionId> ownSession(String name, AccessToken caller) {
        SessionId id;
        try {
            id = SessionId.parse(name);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        return manager.find(id)
                .filter(session -> session.subject().equals(caller.subject()))
                .map(UserSession::id);
    }

    private static void writeEnded(int ended, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        JsonBody.write(response, "application/json", json -> json.writeNumberProperty("ended", ended));
    }
}
