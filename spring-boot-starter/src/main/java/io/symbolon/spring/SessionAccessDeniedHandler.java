package io.symbolon.spring;

import io.symbolon.web.AccessTokenFilter;
import io.symbolon.web.RefusedRequestException;
import io.symbolon.web.RefusedRequestException.Code;
import io.symbolon.web.WebSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Answers 403: with a page for a person who navigates, with a problem (RFC 9457) for a program. A form whose session has
 * ended meanwhile leads to the sign-in. {@link SymbolonConfigurer} sets it; by hand it is
 *
 * <pre>{@code
 * http.exceptionHandling(refusals -> refusals.accessDeniedHandler(sessionAccessDenied))
 * }</pre>
 *
 * <p>A bean. Immutable, thread-safe.
 */
public final class SessionAccessDeniedHandler implements AccessDeniedHandler {
    private final Supplier<Optional<WebSessions>> sessions;

    /** Creates a handler of a service that only verifies tokens: everybody gets problems. */
    public SessionAccessDeniedHandler() {
        this(Optional::empty);
    }

    /**
     * Creates a handler.
     *
     * @param sessions knows where people sign in
     */
    public SessionAccessDeniedHandler(WebSessions sessions) {
        this(supplier(sessions));
    }

    SessionAccessDeniedHandler(Supplier<Optional<WebSessions>> sessions) {
        this.sessions = sessions;
    }

    private static Supplier<Optional<WebSessions>> supplier(WebSessions sessions) {
        Optional<WebSessions> known = Optional.of(sessions);
        return () -> known;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        // A form without a CSRF token cannot be told from another site's.
        Code code = denied instanceof CsrfException ? Code.CROSS_SITE : Code.FORBIDDEN;
        RefusedRequestException refusal = new RefusedRequestException(code);
        Optional<WebSessions> known = sessions.get();
        if (known.isEmpty()) {
            WebSessions.answer(refusal, response);
        } else if (AccessTokenFilter.refusal(request).isPresent() && WebSessions.isNavigation(request)) {
            known.get().challenge(request, response);
        } else {
            known.get().answer(refusal, request, response);
        }
    }
}
