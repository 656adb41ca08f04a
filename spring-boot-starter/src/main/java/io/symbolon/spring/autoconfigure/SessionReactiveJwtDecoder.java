package io.symbolon.spring.autoconfigure;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/** Verifies where it is asked, such as on the event loop: that asks no one. */
final class SessionReactiveJwtDecoder implements ReactiveJwtDecoder {
    private final SessionJwtDecoder decoder;

    SessionReactiveJwtDecoder(SessionJwtDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return Mono.fromCallable(() -> decoder.decode(token));
    }
}
