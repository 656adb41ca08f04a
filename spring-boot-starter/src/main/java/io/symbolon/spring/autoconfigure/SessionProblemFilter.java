package io.symbolon.spring.autoconfigure;

import io.symbolon.SessionException;
import io.symbolon.web.RefusedRequestException;
import io.symbolon.web.WebSessions;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Answers with a problem (RFC 9457) where a session's error comes out of Spring Security or a controller: 503 where this
 * node is stale, 409 where a subject may have no more sessions.
 */
final class SessionProblemFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException thrown) {
            if (response.isCommitted() || !answer(thrown, (HttpServletResponse) response)) {
                throw thrown;
            }
        }
    }

    private static boolean answer(Exception thrown, HttpServletResponse response) throws IOException {
        Optional<SessionException> error = Causes.find(thrown, SessionException.class);
        if (error.isPresent()) {
            response.resetBuffer();
            WebSessions.answer(error.get(), response);
            return true;
        }
        Optional<RefusedRequestException> refusal = Causes.find(thrown, RefusedRequestException.class);
        if (refusal.isPresent()) {
            response.resetBuffer();
            WebSessions.answer(refusal.get(), response);
            return true;
        }
        return false;
    }
}
