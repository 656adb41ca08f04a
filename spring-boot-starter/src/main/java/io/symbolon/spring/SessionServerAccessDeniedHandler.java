package io.symbolon.spring;

import io.symbolon.http.HttpUserSessions;
import io.symbolon.http.RefusedRequestException;
import io.symbolon.http.RefusedRequestException.Code;
import io.symbolon.webflux.WebFluxSessions;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.csrf.CsrfException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Answers 403 in a reactive application: with a problem (RFC 9457), and with a page for a person who navigates. {@link
 * SymbolonServerConfigurer} sets it.
 *
 * <p>A bean. Immutable, thread-safe.
 */
public final class SessionServerAccessDeniedHandler implements ServerAccessDeniedHandler {
    private final Optional<WebFluxSessions> sessions;

    /** Creates a handler of a service that only verifies tokens: everybody gets problems. */
    public SessionServerAccessDeniedHandler() {
        this.sessions = Optional.empty();
    }

    /**
     * Creates a handler.
     *
     * @param sessions knows how people are answered
     */
    public SessionServerAccessDeniedHandler(WebFluxSessions sessions) {
        this.sessions = Optional.of(sessions);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        // A form without a CSRF token cannot be told from another site's.
        RefusedRequestException refusal =
                new RefusedRequestException(denied instanceof CsrfException ? Code.CROSS_SITE : Code.FORBIDDEN);
        return sessions.map(known -> known.answer(refusal, exchange))
                .orElseGet(() -> WebFluxSessions.write(HttpUserSessions.answer(refusal), exchange));
    }
}
