package io.symbolon.spring.autoconfigure;

import io.symbolon.http.HttpRequest;
import io.symbolon.http.Navigation;
import io.symbolon.http.TokenTransports;
import io.symbolon.webflux.AccessTokenWebFilter;
import io.symbolon.webflux.WebFluxSessions;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Finds the access token of a request wherever tokens travel. Not at open paths: a browser that comes to the sign-in with
 * an expired cookie has to get in.
 */
final class SessionTokenConverter implements ServerAuthenticationConverter {
    private final TokenTransports transports;
    private final TokenVerification verification;
    private final List<PathPattern> openPaths;

    /** @param openPaths exact, or ended by {@code /*} for all below */
    SessionTokenConverter(TokenTransports transports, TokenVerification verification, List<String> openPaths) {
        this.transports = transports;
        this.verification = verification;
        this.openPaths = openPaths.stream()
                .map(path -> path.endsWith("/*") ? path + "*" : path)
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        return Mono.fromCallable(() -> token(exchange))
                .flatMap(Mono::justOrEmpty)
                .map(BearerTokenAuthenticationToken::new);
    }

    private Optional<String> token(ServerWebExchange exchange) {
        Optional<String> verified = AccessTokenWebFilter.accessTokenText(exchange);
        if (verified.isPresent()) {
            return verified;
        }
        HttpRequest request = WebFluxSessions.request(exchange);
        return isAnonymous(exchange, request)
                ? Optional.empty()
                : transports.accessToken(request, verification.verify());
    }

    /** Whom the filter did not let in may still see what is for everybody; a program is told what to do. */
    private boolean isAnonymous(ServerWebExchange exchange, HttpRequest request) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        return openPaths.stream().anyMatch(open -> open.matches(path))
                || (AccessTokenWebFilter.refusal(exchange).isPresent() && Navigation.isByPerson(request));
    }
}
