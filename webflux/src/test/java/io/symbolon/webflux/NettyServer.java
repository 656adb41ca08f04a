package io.symbolon.webflux;

import io.symbolon.http.AccessTokenPrincipal;
import io.symbolon.http.HttpAnswer;
import io.symbolon.http.contract.Call;
import io.symbolon.http.contract.ContractApplication;
import io.symbolon.http.contract.ContractApplication.Handler;
import io.symbolon.http.contract.ContractServer;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ContextPathCompositeHandler;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.handler.ResponseStatusExceptionHandler;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The contract's application in Reactor Netty. Paths are matched as WebFlux does. */
final class NettyServer implements ContractServer {
    @Override
    public Running start(ContractApplication application) {
        WebFluxSessions sessions = WebFluxSessions.of(application.sessions());
        WebHttpHandlerBuilder builder = WebHttpHandlerBuilder.webHandler(exchange -> handle(application, exchange))
                .exceptionHandler(new ResponseStatusExceptionHandler())
                .filter(sessions.endpoints());
        application.filters().forEach(filtered -> builder.filter(at(filtered)));
        HttpHandler handler = builder.build();
        HttpHandler mounted = application.contextPath().isEmpty()
                ? handler
                : new ContextPathCompositeHandler(Map.of(application.contextPath(), handler));
        return running(HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(mounted))
                .bindNow());
    }

    private static WebFilter at(ContractApplication.Filtered filtered) {
        AccessTokenWebFilter filter = AccessTokenWebFilter.of(filtered.check());
        return (exchange, chain) -> filtered.patterns().stream().anyMatch(pattern -> covers(pattern, exchange))
                ? filter.filter(exchange, chain)
                : chain.filter(exchange);
    }

    private static Mono<Void> handle(ContractApplication application, ServerWebExchange exchange) {
        Handler handler = application.handlers().entrySet().stream()
                .filter(entry -> covers(entry.getKey(), exchange))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Mono<Optional<AccessTokenPrincipal>> principal = exchange.getPrincipal()
                .map(known -> Optional.of((AccessTokenPrincipal) known))
                .defaultIfEmpty(Optional.empty());
        return principal.flatMap(known -> ExchangeRequest.withBody(exchange.getRequest())
                .publishOn(Schedulers.boundedElastic())
                .flatMap(request -> Mono.fromCallable(() -> handler.handle(new Call(
                        request,
                        known.map(AccessTokenPrincipal::accessToken),
                        AccessTokenWebFilter.refusal(exchange)))))
                .flatMap(answer -> write(answer, exchange)));
    }

    private static Mono<Void> write(HttpAnswer answer, ServerWebExchange exchange) {
        return WebFluxSessions.write(answer, exchange);
    }

    private static boolean covers(String pattern, ServerWebExchange exchange) {
        PathPattern parsed = PathPatternParser.defaultInstance.parse(pattern.endsWith("/*") ? pattern + "*" : pattern);
        return parsed.matches(exchange.getRequest().getPath().pathWithinApplication());
    }

    private static Running running(DisposableServer server) {
        return new Running() {
            @Override
            public int port() {
                return server.port();
            }

            @Override
            public void close() {
                server.disposeNow();
            }
        };
    }
}
