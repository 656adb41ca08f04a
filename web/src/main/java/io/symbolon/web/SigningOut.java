package io.symbolon.web;

import io.symbolon.AccessToken;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.web.RefusedRequestException.Code;
import io.symbolon.web.TokenTransports.PresentedToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Sign-out. The refresh token is enough, so it works after the access token has expired. Where both are good, both their
 * sessions end: nobody who signs out expects to be still signed in.
 */
final class SigningOut {
    private final JwtUserSessionManager manager;
    private final TokenTransports transports;

    SigningOut(JwtUserSessionManager manager, TokenTransports transports) {
        this.manager = manager;
        this.transports = transports;
    }

    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        signOut(request, response);
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    void signOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        TokensInUrl.refuse(request);
        Optional<PresentedToken> refreshToken = transports.presentedRefreshToken(request);
        Optional<PresentedToken> accessToken = transports.presentedAccessToken(request);
        if (refreshToken.isEmpty() && accessToken.isEmpty()) {
            throw new RefusedRequestException(Code.TOKEN_MISSING);
        }
        Optional<InvalidRefreshTokenException> refreshRefusal = refreshToken.flatMap(this::endByRefreshToken);
        Optional<InvalidAccessTokenException> accessRefusal = accessToken.flatMap(this::endByAccessToken);
        boolean isEnded = (refreshToken.isPresent() && refreshRefusal.isEmpty())
                || (accessToken.isPresent()
                        && accessRefusal.filter(SigningOut::isOpen).isEmpty());
        if (!isEnded) {
            if (refreshRefusal.isPresent()) {
                throw refreshRefusal.get();
            }
            throw accessRefusal.orElseThrow();
        }
        refreshToken.ifPresent(token -> token.transport().clear(response));
        accessToken
                .filter(token -> refreshToken.isEmpty()
                        || !token.transport().equals(refreshToken.get().transport()))
                .ifPresent(token -> token.transport().clear(response));
    }

    static boolean carriesAccessToken(TokenTransport transport, HttpServletRequest request) {
        try {
            return transport.accessToken(request).isPresent();
        } catch (RefusedRequestException several) {
            return true;
        }
    }

    private Optional<InvalidRefreshTokenException> endByRefreshToken(PresentedToken token) {
        try {
            manager.revokeByRefreshToken(token.text());
            return Optional.empty();
        } catch (InvalidRefreshTokenException refusal) {
            return Optional.of(refusal);
        }
    }

    private Optional<InvalidAccessTokenException> endByAccessToken(PresentedToken token) {
        try {
            AccessToken verified = manager.verify(token.text());
            manager.revoke(verified.sessionId());
            return Optional.empty();
        } catch (InvalidAccessTokenException refusal) {
            return Optional.of(refusal);
        }
    }

    /** A revoked token's session is over already, which is what was asked for. */
    private static boolean isOpen(InvalidAccessTokenException refusal) {
        return refusal.code() != InvalidAccessTokenException.Code.REVOKED;
    }
}
