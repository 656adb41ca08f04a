package io.symbolon.spring;

import io.symbolon.SessionException;
import io.symbolon.http.HttpUserSessions;
import io.symbolon.http.RefusedRequestException;
import io.symbolon.webflux.WebFluxSessions;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.util.ThrowableAnalyzer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Answers a request of a reactive application without a good access token: with a problem (RFC 9457) that says whether to
 * refresh or to sign in again, and with a page for a person who navigates. {@link SymbolonServerConfigurer} sets it.
 *
 * <p>A bean. Immutable, thread-safe.
 */
public final class SessionServerEntryPoint implements ServerAuthenticationEntryPoint {
    private final ThrowableAnalyzer causes = new ThrowableAnalyzer();
    private final Optional<WebFluxSessions> sessions;

    /** Creates an entry point of a service that only verifies tokens: everybody gets problems. */
    public SessionServerEntryPoint() {
        this.sessions = Optional.empty();
    }

    /**
     * Creates an entry point.
     *
     * @param sessions knows where people sign in
     */
    public SessionServerEntryPoint(WebFluxSessions sessions) {
        this.sessions = Optional.of(sessions);
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
        Throwable error = causes.getFirstThrowableOfType(SessionException.class, causes.determineCauseChain(failure));
        if (error instanceof SessionException refusal) {
            return sessions.map(known -> known.answer(refusal, exchange))
                    .orElseGet(() -> WebFluxSessions.write(HttpUserSessions.answer(refusal), exchange));
        }
        RefusedRequestException missing = new RefusedRequestException(RefusedRequestException.Code.TOKEN_MISSING);
        return sessions.map(known -> known.challenge(exchange))
                .orElseGet(() -> WebFluxSessions.write(HttpUserSessions.answer(missing), exchange));
    }
}
