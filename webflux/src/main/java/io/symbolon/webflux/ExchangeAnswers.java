package io.symbolon.webflux;

import io.symbolon.http.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** Writes answers to a response of WebFlux. */
final class ExchangeAnswers {
    private ExchangeAnswers() {}

    /** The whole answer. */
    static Mono<Void> write(HttpAnswer answer, ServerHttpResponse response) {
        return Mono.defer(() -> {
            response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
            addHeaders(answer, response);
            return writeBody(answer, response);
        });
    }

    /** Headers and, where there is one, the body. The status, and the end of the response, are the application's. */
    static Mono<Void> add(HttpAnswer answer, ServerHttpResponse response) {
        return Mono.defer(() -> {
            addHeaders(answer, response);
            return answer.body().isEmpty() ? Mono.empty() : writeBody(answer, response);
        });
    }

    private static void addHeaders(HttpAnswer answer, ServerHttpResponse response) {
        Set<String> seen = new HashSet<>();
        for (HttpAnswer.Header header : answer.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (seen.add(name) && !name.equals("set-cookie")) {
                response.getHeaders().set(header.name(), header.value());
            } else {
                response.getHeaders().add(header.name(), header.value());
            }
        }
    }

    private static Mono<Void> writeBody(HttpAnswer answer, ServerHttpResponse response) {
        if (answer.body().isEmpty()) {
            return response.setComplete();
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}
