package io.symbolon.spring.autoconfigure;

import io.symbolon.SessionException;
import io.symbolon.http.HttpUserSessions;
import io.symbolon.http.RefusedRequestException;
import io.symbolon.webflux.WebFluxSessions;
import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers with a problem (RFC 9457), or a page for a person who navigates, where a session's error comes out of Spring
 * Security or a handler.
 */
final class SessionProblemWebFilter implements WebFilter {
    private final Optional<WebFluxSessions> sessions;

    /** @param sessions empty in a service that only verifies tokens: everybody gets problems */
    SessionProblemWebFilter(Optional<WebFluxSessions> sessions) {
        this.sessions = sessions;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange).onErrorResume(thrown -> answer(thrown, exchange));
    }

    private Mono<Void> answer(Throwable thrown, ServerWebExchange exchange) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(thrown);
        }
        Optional<SessionException> error = Causes.find(thrown, SessionException.class);
        if (error.isPresent()) {
            return sessions.map(known -> known.answer(error.get(), exchange))
                    .orElseGet(() -> WebFluxSessions.write(HttpUserSessions.answer(error.get()), exchange));
        }
        Optional<RefusedRequestException> refusal = Causes.find(thrown, RefusedRequestException.class);
        if (refusal.isPresent()) {
            return sessions.map(known -> known.answer(refusal.get(), exchange))
                    .orElseGet(() -> WebFluxSessions.write(HttpUserSessions.answer(refusal.get()), exchange));
        }
        return Mono.error(thrown);
    }
}
