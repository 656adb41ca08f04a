package io.symbolon.benchmarks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLoadTest {
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final int CONNECTIONS = 3;
    private static final int USERS = 7;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void everyRequestIsAnsweredAndCounted() throws IOException {
        Set<String> callers = ConcurrentHashMap.newKeySet();
        Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
        HttpLoad.Round round = run(exchange -> {
            callers.add(name(exchange));
            connections.add(exchange.getRemoteAddress());
            answer(exchange, 200, name(exchange));
        });

        assertThat(round.failures()).isZero();
        assertThat(round.latencies().count()).isEqualTo(requests.get()).isGreaterThan(USERS);
        assertThat(round.rate()).isPositive();
        assertThat(callers).hasSize(USERS);
        assertThat(connections).hasSize(CONNECTIONS);
    }

    @Test
    void anotherStatusIsAFailureWhateverItSays() throws IOException {
        HttpLoad.Round round = run(exchange -> answer(exchange, 401, name(exchange)));

        assertThat(round.latencies().count()).isZero();
        assertThat(round.failures()).isEqualTo(requests.get()).isPositive();
    }

    @Test
    void anotherUsersAnswerIsAFailure() throws IOException {
        HttpLoad.Round round =
                run(exchange -> answer(exchange, 200, name(exchange).equals("user-1") ? "user-2" : name(exchange)));

        assertThat(round.failures()).isPositive();
        assertThat(round.latencies().count()).isPositive();
        assertThat(round.failures() + round.latencies().count()).isEqualTo(requests.get());
    }

    @Test
    void aConnectionThatEndsIsAnError() {
        assertThatThrownBy(() -> run(HttpExchange::close)).isInstanceOf(IOException.class);
    }

    private HttpLoad.Round run(HttpHandler handler) throws IOException {
        server.createContext(OrdersApplication.PATH, exchange -> {
            requests.incrementAndGet();
            handler.handle(exchange);
        });
        List<Caller> callers = IntStream.range(0, USERS)
                .mapToObj(number -> Caller.withToken("user-" + number, "token"))
                .toList();
        try (HttpLoad load = new HttpLoad(server.getAddress().getPort(), callers, CONNECTIONS)) {
            return load.run(MOMENT);
        }
    }

    private static String name(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst(Caller.NAME_HEADER);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
