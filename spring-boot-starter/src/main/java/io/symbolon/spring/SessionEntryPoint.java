package io.symbolon.spring;

import io.symbolon.SessionException;
import io.symbolon.web.RefusedRequestException;
import io.symbolon.web.WebSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.util.ThrowableAnalyzer;

/**
 * Answers a request without a good access token. A program gets a problem (RFC 9457) that says whether to refresh or to
 * sign in again, as the browser module understands it. A person who navigates is led to the sign-in page, with the way
 * back, or gets a page that says what to do. {@link SymbolonConfigurer} sets it; by hand it is
 *
 * <pre>{@code
 * http.oauth2ResourceServer(server -> server.jwt(withDefaults()).authenticationEntryPoint(sessionEntryPoint))
 * }</pre>
 *
 * <p>A bean. Immutable, thread-safe.
 */
public final class SessionEntryPoint implements AuthenticationEntryPoint {
    private final ThrowableAnalyzer causes = new ThrowableAnalyzer();
    private final Supplier<Optional<WebSessions>> sessions;

    /** Creates an entry point of a service that only verifies tokens: everybody gets problems. */
    public SessionEntryPoint() {
        this(Optional::empty);
    }

    /**
     * Creates an entry point.
     *
     * @param sessions knows where people sign in
     */
    public SessionEntryPoint(WebSessions sessions) {
        this(supplier(sessions));
    }

    SessionEntryPoint(Supplier<Optional<WebSessions>> sessions) {
        this.sessions = sessions;
    }

    private static Supplier<Optional<WebSessions>> supplier(WebSessions sessions) {
        Optional<WebSessions> known = Optional.of(sessions);
        return () -> known;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        Throwable error = causes.getFirstThrowableOfType(SessionException.class, causes.determineCauseChain(failure));
        Optional<WebSessions> known = sessions.get();
        if (known.isEmpty()) {
            problem(error, response);
        } else if (error instanceof SessionException refusal) {
            known.get().answer(refusal, request, response);
        } else {
            known.get().challenge(request, response);
        }
    }

    private static void problem(@Nullable Throwable error, HttpServletResponse response) throws IOException {
        if (error instanceof SessionException refusal) {
            WebSessions.answer(refusal, response);
        } else {
            WebSessions.answer(new RefusedRequestException(RefusedRequestException.Code.TOKEN_MISSING), response);
        }
    }
}
