package io.symbolon.webflux;

import io.symbolon.http.HttpAnswer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;

/**
 * The application's response that hands out cookies beside. No cache may keep it, whatever the application says, also at
 * its commit: else the next visitor gets somebody's cookies.
 */
final class ResponseWithAdditions extends ServerHttpResponseDecorator {
    private static final List<String> CACHING =
            List.of("Cache-Control", "Expires", "Pragma", "CDN-Cache-Control", "Surrogate-Control");

    private final HttpAnswer additions;
    private final AtomicBoolean isBegun = new AtomicBoolean();

    private ResponseWithAdditions(ServerHttpResponse response, HttpAnswer additions) {
        super(response);
        this.additions = additions;
        // On the response itself: what handles errors has it without this wrapper.
        response.beforeCommit(() -> Mono.fromRunnable(() -> add(response.getHeaders())));
    }

    static ServerHttpResponse of(ServerHttpResponse response, HttpAnswer additions) {
        return additions.headers().isEmpty() ? response : new ResponseWithAdditions(response, additions);
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        begin();
        return super.writeWith(body);
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        begin();
        return super.writeAndFlushWith(body);
    }

    @Override
    public Mono<Void> setComplete() {
        begin();
        return super.setComplete();
    }

    /** After all that the application wants to do before the commit. */
    private void begin() {
        if (isBegun.compareAndSet(false, true)) {
            ServerHttpResponse response = getDelegate();
            response.beforeCommit(() -> Mono.fromRunnable(() -> forbidCaching(response.getHeaders())));
        }
    }

    private void add(HttpHeaders headers) {
        additions.headers().stream()
                .filter(header -> !isCaching(header.name()))
                .forEach(header -> headers.add(header.name(), header.value()));
        forbidCaching(headers);
    }

    private void forbidCaching(HttpHeaders headers) {
        CACHING.forEach(headers::remove);
        headers.set("Cache-Control", additions.header("Cache-Control").orElse("private, no-store"));
    }

    private static boolean isCaching(String name) {
        return CACHING.stream().anyMatch(name::equalsIgnoreCase);
    }
}
