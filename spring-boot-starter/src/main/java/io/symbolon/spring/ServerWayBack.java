package io.symbolon.spring;

import io.symbolon.http.WayBack;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps where a person goes on after the sign-in, when the sign-in page is asked for: not every page hands the
 * parameter on, and no provider does. Immutable, thread-safe.
 *
 * @param signInPath of the sign-in page, within the application
 */
record ServerWayBack(String signInPath) implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (request.getMethod().equals(HttpMethod.GET)
                && request.getPath().pathWithinApplication().value().equals(signInPath)) {
            ofParameter(request.getQueryParams())
                    .flatMap(address -> ReturnCookie.of(address, contextPath(request), isSecure(request)))
                    .ifPresent(exchange.getResponse()::addCookie);
        }
        return chain.filter(exchange);
    }

    /** Takes what the sign-in itself says, else what was kept; the cookie is then gone. */
    static Mono<Optional<String>> take(ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(ServerWayBack::ofParameter)
                .defaultIfEmpty(Optional.empty())
                .map(ofForm -> {
                    Optional<String> kept = takeKept(exchange);
                    return ofForm.or(() -> ofParameter(exchange.getRequest().getQueryParams()))
                            .or(() -> kept);
                });
    }

    private static Optional<String> takeKept(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        Optional<HttpCookie> cookie = Optional.ofNullable(request.getCookies().getFirst(ReturnCookie.NAME));
        if (cookie.isPresent()) {
            exchange.getResponse().addCookie(ReturnCookie.gone(contextPath(request), isSecure(request)));
        }
        return cookie.flatMap(kept -> ReturnCookie.address(kept.getValue()));
    }

    private static Optional<String> ofParameter(MultiValueMap<String, String> parameters) {
        return Optional.ofNullable(parameters.getFirst(WayBack.PARAMETER)).flatMap(WayBack::checked);
    }

    private static String contextPath(ServerHttpRequest request) {
        return request.getPath().contextPath().value();
    }

    private static boolean isSecure(ServerHttpRequest request) {
        return "https".equals(request.getURI().getScheme());
    }
}
