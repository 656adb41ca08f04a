package io.symbolon.spring;

import io.symbolon.SessionException;
import io.symbolon.web.RefusedRequestException;
import io.symbolon.web.WebSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Answers a request without a good access token with a problem (RFC 9457) that says whether to refresh or to sign in
 * again, as the browser module understands it:
 *
 * <pre>{@code
 * http.oauth2ResourceServer(server -> server.jwt(withDefaults()).authenticationEntryPoint(sessionEntryPoint))
 * }</pre>
 *
 * <p>A bean. Safe for use by many threads.
 */
public final class SessionEntryPoint implements AuthenticationEntryPoint {
    SessionEntryPoint() {}

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        Optional<SessionException> error = Causes.find(failure, SessionException.class);
        if (error.isPresent()) {
            WebSessions.answer(error.get(), response);
        } else {
            WebSessions.answer(new RefusedRequestException(RefusedRequestException.Code.TOKEN_MISSING), response);
        }
    }
}
