package io.symbolon.spring.autoconfigure;

import io.symbolon.webflux.AccessTokenWebFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Verifies where it is asked, such as on the event loop: that asks no one. In a chain of
 * {@link io.symbolon.spring.SymbolonServerConfigurer} it knows the exchange, and what the filter has found out of its proof.
 */
final class SessionReactiveJwtDecoder implements ReactiveJwtDecoder {
    private final SessionJwtDecoder decoder;

    SessionReactiveJwtDecoder(SessionJwtDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return Mono.deferContextual(context -> Mono.fromCallable(() -> decoder.decode(
                token, ServerWebExchangeContextFilter.getExchange(context).map(exchange -> judged(exchange, token)))));
    }

    private static JudgedRequest judged(ServerWebExchange exchange, String token) {
        return new JudgedRequest(
                exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION),
                AccessTokenWebFilter.refusal(exchange),
                AccessTokenWebFilter.accessTokenText(exchange)
                        .filter(token::equals)
                        .flatMap(same -> AccessTokenWebFilter.accessToken(exchange)));
    }
}
