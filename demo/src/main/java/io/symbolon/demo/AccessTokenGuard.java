package io.symbolon.demo;

import io.symbolon.AccessToken;
import io.symbolon.JwtUserSessionManager;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a request with a good access token through, and hands the {@link AccessToken} to the controllers. Any other
 * request ends here; {@link Problems} writes the answer.
 */
final class AccessTokenGuard implements HandlerInterceptor {
    static final String ACCESS_TOKEN = "accessToken";
    private static final String SCHEME = "bearer ";

    private final JwtUserSessionManager sessions;

    AccessTokenGuard(JwtUserSessionManager sessions) {
        this.sessions = sessions;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw new NotSignedInException();
        }
        AccessToken token = sessions.verify(authorization.substring(SCHEME.length()));
        request.setAttribute(ACCESS_TOKEN, token);
        return true;
    }

    /** The request brings no access token. */
    static final class NotSignedInException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotSignedInException() {
            super("An access token is needed.", null, false, false);
        }
    }
}
