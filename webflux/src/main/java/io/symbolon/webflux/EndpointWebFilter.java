package io.symbolon.webflux;

import io.symbolon.http.HttpUserSessions;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Answers requests to the endpoints, on threads that may wait for the storage. */
final class EndpointWebFilter implements WebFilter {
    private final HttpUserSessions sessions;
    private final Scheduler scheduler;

    EndpointWebFilter(HttpUserSessions sessions, Scheduler scheduler) {
        this.sessions = sessions;
        this.scheduler = scheduler;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!sessions.isEndpoint(ExchangeRequest.withoutBody(exchange.getRequest()))) {
            return chain.filter(exchange);
        }
        return ExchangeRequest.withBody(exchange.getRequest())
                .publishOn(scheduler)
                .flatMap(request -> Mono.fromCallable(() -> sessions.endpoint(request)))
                .flatMap(answer -> ExchangeAnswers.write(answer, exchange.getResponse()));
    }
}
