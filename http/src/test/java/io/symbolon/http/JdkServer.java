package io.symbolon.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.symbolon.http.AccessTokenCheck.Answered;
import io.symbolon.http.AccessTokenCheck.Outcome;
import io.symbolon.http.AccessTokenCheck.Passed;
import io.symbolon.http.contract.Call;
import io.symbolon.http.contract.ContractApplication;
import io.symbolon.http.contract.ContractServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The smallest adapter there can be, on the JDK's own server: the contract's first one. */
final class JdkServer implements ContractServer {
    private static final int THREADS = 16;

    @Override
    public Running start(ContractApplication application) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            server.setExecutor(threads);
            server.createContext("/", exchange -> serve(exchange, application));
            server.start();
            return running(server, threads);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Running running(HttpServer server, ExecutorService threads) {
        return new Running() {
            @Override
            public int port() {
                return server.getAddress().getPort();
            }

            @Override
            public void close() {
                server.stop(0);
                threads.shutdownNow();
            }
        };
    }

    private static void serve(HttpExchange exchange, ContractApplication application) throws IOException {
        HttpRequest request = new Request(exchange, application.contextPath());
        HttpAnswer answer;
        try {
            answer = answer(request, application);
        } catch (IllegalArgumentException mistake) {
            answer = HttpAnswer.of(500);
        }
        answer.headers().forEach(header -> exchange.getResponseHeaders().add(header.name(), header.value()));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean isEmpty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        // Else the server closes the connection before its client has read the answer.
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        exchange.sendResponseHeaders(answer.status(), isEmpty ? -1 : body.length);
        if (!isEmpty) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static HttpAnswer answer(HttpRequest request, ContractApplication application) throws IOException {
        String path = request.path().startsWith(application.contextPath())
                ? request.path().substring(application.contextPath().length())
                : request.path();
        Passed passed = new Passed(Optional.empty(), Optional.empty(), Optional.empty(), HttpAnswer.unchanged());
        for (ContractApplication.Filtered filter : application.filters()) {
            if (filter.patterns().stream().anyMatch(pattern -> covers(pattern, path))) {
                Outcome outcome = filter.check().decide(request);
                if (outcome instanceof Answered answered) {
                    return answered.answer();
                }
                passed = (Passed) outcome;
            }
        }
        Optional<ContractApplication.Handler> handler = application.handlers().entrySet().stream()
                .filter(entry -> covers(entry.getKey(), path))
                .map(Map.Entry::getValue)
                .findFirst();
        return handler.isPresent()
                ? with(passed.additions(), handler.get().handle(new Call(request, passed.token(), passed.refusal())))
                : application.sessions().endpoint(request);
    }

    private static HttpAnswer with(HttpAnswer additions, HttpAnswer answer) {
        if (additions.headers().isEmpty()) {
            return answer;
        }
        List<HttpAnswer.Header> kept = answer.headers().stream()
                .filter(header -> !List.of("cache-control", "expires")
                        .contains(header.name().toLowerCase(Locale.ROOT)))
                .toList();
        return new HttpAnswer(
                answer.status(),
                Stream.concat(kept.stream(), additions.headers().stream()).toList(),
                answer.body());
    }

    private static boolean covers(String pattern, String path) {
        return pattern.endsWith("/*")
                ? (path + "/").startsWith(pattern.substring(0, pattern.length() - 1))
                : path.equals(pattern);
    }

    /** A request of the JDK's server. */
    private record Request(HttpExchange exchange, String contextPath) implements HttpRequest {
        @Override
        public String method() {
            return exchange.getRequestMethod();
        }

        @Override
        public String path() {
            return exchange.getRequestURI().getRawPath();
        }

        @Override
        public Optional<String> query() {
            return Optional.ofNullable(exchange.getRequestURI().getRawQuery());
        }

        @Override
        public List<String> headers(String name) {
            return exchange.getRequestHeaders().getOrDefault(name, List.of());
        }

        @Override
        public String remoteAddress() {
            return exchange.getRemoteAddress().getAddress().getHostAddress();
        }

        @Override
        public String scheme() {
            return "http";
        }

        @Override
        public String serverName() {
            String host = header("Host").orElse("");
            int port = host.lastIndexOf(':');
            return port < 0 ? host : host.substring(0, port);
        }

        @Override
        public int serverPort() {
            String host = header("Host").orElse("");
            int port = host.lastIndexOf(':');
            return port < 0 ? 80 : Integer.parseInt(host.substring(port + 1));
        }

        @Override
        public byte[] body(int maximumBytes) throws IOException {
            return exchange.getRequestBody().readNBytes(maximumBytes);
        }
    }
}
