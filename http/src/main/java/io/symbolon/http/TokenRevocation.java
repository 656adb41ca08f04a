package io.symbolon.http;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionException.Action;
import io.symbolon.SessionId;
import java.io.IOException;
import java.util.Optional;

/**
 * Token revocation (RFC 7009): ends the session of a refresh token or an access token. Any service that the application knows
 * may end the session of any token that it holds. What is not a token, or is no longer good, is answered with 200 as well.
 */
final class TokenRevocation {
    private final JwtUserSessionManager manager;
    private final ServiceAuthentication callers;

    TokenRevocation(JwtUserSessionManager manager, ServiceAuthentication callers) {
        this.manager = manager;
        this.callers = callers;
    }

    HttpAnswer handle(HttpRequest request) throws IOException {
        return TokenRequest.handle(request, callers, token -> {
            session(token).ifPresentOrElse(manager::revoke, () -> revokeByRefreshToken(token));
            return HttpAnswer.unchanged().withHeader("Cache-Control", "no-store");
        });
    }

    /** Of an access token. */
    private Optional<SessionId> session(String token) {
        try {
            return Optional.of(manager.sessionOf(token));
        } catch (InvalidAccessTokenException none) {
            return Optional.empty();
        }
    }

    private void revokeByRefreshToken(String token) {
        try {
            manager.revokeByRefreshToken(token);
        } catch (InvalidRefreshTokenException refused) {
            if (refused.action() == Action.RETRY) {
                // Of a key that this node does not have yet: its session lives.
                throw refused;
            }
        }
    }
}
