package io.symbolon.web;

import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import io.symbolon.SessionException.Action;
import io.symbolon.SessionTokens;
import io.symbolon.web.RefusedRequestException.Code;
import io.symbolon.web.TokenTransports.PresentedToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Function;

/** The refresh endpoint: new tokens travel the way the refresh token came. */
final class Refreshing {
    private final JwtUserSessionManager manager;
    private final TokenTransports transports;
    private final Function<HttpServletRequest, SessionContext> context;
    private final Clock clock;

    Refreshing(
            JwtUserSessionManager manager,
            TokenTransports transports,
            Function<HttpServletRequest, SessionContext> context,
            Clock clock) {
        this.manager = manager;
        this.transports = transports;
        this.context = context;
        this.clock = clock;
    }

    void refresh(HttpServletRequest request, HttpServletResponse response) throws IOException {
        TokensInUrl.refuse(request);
        PresentedToken presented = transports
                .presentedRefreshToken(request)
                .orElseThrow(() -> new RefusedRequestException(Code.TOKEN_MISSING));
        SessionTokens tokens;
        try {
            tokens = manager.refresh(presented.text(), context.apply(request));
        } catch (InvalidRefreshTokenException refusal) {
            if (isOver(refusal)) {
                presented.transport().clear(response);
            }
            throw refusal;
        }
        if (presented.transport().isAmbient()) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
        presented.transport().write(tokens, clock.instant(), response);
    }

    /**
     * Clearing for less would sign a good client out: one that lost a race, met a fault, or was refused for its context
     * while the session goes on.
     */
    private static boolean isOver(InvalidRefreshTokenException refusal) {
        return refusal.action() == Action.SIGN_IN
                && refusal.code() != InvalidRefreshTokenException.Code.CONTEXT_REFUSED;
    }
}
