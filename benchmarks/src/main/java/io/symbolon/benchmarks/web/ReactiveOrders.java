package io.symbolon.benchmarks.web;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.webflux.WebFluxSessions;
import java.security.Principal;
import java.util.Optional;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The endpoint in Spring WebFlux on Reactor Netty. */
final class ReactiveOrders {
    private ReactiveOrders() {}

    static RunningServer start(ServerSetup setup) {
        Optional<JwtUserSessionManager> manager = PlainNode.of(setup);
        HandlerStrategies.Builder strategies = HandlerStrategies.builder();
        manager.map(PlainNode::sessions)
                .ifPresent(sessions ->
                        strategies.webFilter(WebFluxSessions.of(sessions).filter()));
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(
                        RouterFunctions.toHttpHandler(orders(manager.isPresent()), strategies.build())))
                .bindNow();
        return new RunningServer(server.port(), manager, () -> {
            server.disposeNow();
            manager.ifPresent(JwtUserSessionManager::close);
        });
    }

    private static RouterFunction<ServerResponse> orders(boolean isProtected) {
        return RouterFunctions.route()
                .GET(
                        OrdersApplication.PATH,
                        request -> caller(request, isProtected)
                                .flatMap(name -> ServerResponse.ok().bodyValue(name)))
                .build();
    }

    private static Mono<String> caller(ServerRequest request, boolean isProtected) {
        return isProtected
                ? request.principal().map(Principal::getName)
                : Mono.justOrEmpty(request.headers().firstHeader(Caller.NAME_HEADER));
    }
}
