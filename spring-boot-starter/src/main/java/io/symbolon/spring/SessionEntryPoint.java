package io.symbolon.spring;

import io.symbolon.SessionException;
import io.symbolon.web.RefusedRequestException;
import io.symbolon.web.WebSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.util.ThrowableAnalyzer;

/**
 * Answers a request without a good access token with a problem (RFC 9457) that says whether to refresh or to sign in
 * again, as the browser module understands it. {@link SymbolonConfigurer} sets it; by hand it is
 *
 * <pre>{@code
 * http.oauth2ResourceServer(server -> server.jwt(withDefaults()).authenticationEntryPoint(sessionEntryPoint))
 * }</pre>
 *
 * <p>A bean. Immutable, thread-safe.
 */
public final class SessionEntryPoint implements AuthenticationEntryPoint {
    private final ThrowableAnalyzer causes = new ThrowableAnalyzer();

    /** Creates an entry point. */
    public SessionEntryPoint() {}

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        Throwable error = causes.getFirstThrowableOfType(SessionException.class, causes.determineCauseChain(failure));
        if (error instanceof SessionException refusal) {
            WebSessions.answer(refusal, response);
        } else {
            WebSessions.answer(new RefusedRequestException(RefusedRequestException.Code.TOKEN_MISSING), response);
        }
    }
}
