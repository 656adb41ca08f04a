package io.symbolon.spring.autoconfigure;

import io.symbolon.SessionException;
import io.symbolon.web.RefusedRequestException;
import io.symbolon.web.WebSessions;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Answers with a problem (RFC 9457), or a page for a person who navigates, where a session's error comes out of Spring
 * Security or a controller: 503 where this node is stale, 409 where a subject may have no more sessions.
 */
final class SessionProblemFilter implements Filter {
    private final Optional<WebSessions> sessions;

    /** @param sessions empty in a service that only verifies tokens: everybody gets problems */
    SessionProblemFilter(Optional<WebSessions> sessions) {
        this.sessions = sessions;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException thrown) {
            if (response.isCommitted()
                    || !answer(thrown, (HttpServletRequest) request, (HttpServletResponse) response)) {
                throw thrown;
            }
        }
    }

    private boolean answer(Exception thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<SessionException> error = Causes.find(thrown, SessionException.class);
        if (error.isPresent()) {
            response.resetBuffer();
            answer(error.get(), request, response);
            return true;
        }
        Optional<RefusedRequestException> refusal = Causes.find(thrown, RefusedRequestException.class);
        if (refusal.isPresent()) {
            response.resetBuffer();
            answer(refusal.get(), request, response);
            return true;
        }
        return false;
    }

    private void answer(SessionException error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (sessions.isPresent()) {
            sessions.get().answer(error, request, response);
        } else {
            WebSessions.answer(error, response);
        }
    }

    private void answer(RefusedRequestException refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (sessions.isPresent()) {
            sessions.get().answer(refusal, request, response);
        } else {
            WebSessions.answer(refusal, response);
        }
    }
}
