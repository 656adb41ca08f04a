package io.symbolon.verifierjs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import io.symbolon.http.HttpAnswer;
import io.symbolon.http.HttpRequest;
import io.symbolon.http.HttpUserSessions;
import io.symbolon.http.RevocationFeed;
import io.symbolon.http.ServiceCaller;
import io.symbolon.http.ServiceSecrets;
import io.symbolon.storage.UserSessionStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A node in Java on a storage, which serves the feed. */
final class FeedNode implements AutoCloseable {
    static final String ISSUER = "https://login.example.com";
    static final String AUDIENCE = "https://api.example.com";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final SigningKeys SIGNING_KEYS = SigningKeys.generate(JwsAlgorithm.ES256);
    private static final RefreshTokenKeys REFRESH_KEYS = RefreshTokenKeys.generate();

    private final JwtUserSessionManager manager;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private FeedNode(JwtUserSessionManager manager, HttpServer server) {
        this.manager = manager;
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @param storage stays the caller's
     * @param port 0 for any free one
     */
    static FeedNode start(UserSessionStorage storage, int port) {
        JwtUserSessionManager manager = JwtUserSessionManager.builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .signingKeys(SIGNING_KEYS)
                .refreshTokenKeys(REFRESH_KEYS)
                .storage(storage)
                .build();
        HttpUserSessions sessions = HttpUserSessions.builder(manager)
                .feed(RevocationFeed.of(
                        ServiceSecrets.none().with(ServiceCaller.named("orders").withSubjects(), SECRET)))
                .build();
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            FeedNode node = new FeedNode(manager, server);
            server.setExecutor(node.threads);
            server.createContext("/", exchange -> answer(sessions, exchange));
            server.start();
            return node;
        } catch (IOException failed) {
            manager.close();
            throw new UncheckedIOException(failed);
        }
    }

    JwtUserSessionManager manager() {
        return manager;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What a verifier in Node has to be told. */
    Map<String, String> environment() {
        return Map.of(
                "ISSUER", ISSUER,
                "AUDIENCE", AUDIENCE,
                "JWKS", manager.jwks(),
                "FEED_URL", "http://127.0.0.1:" + port() + "/session/revocations",
                "FEED_SECRET", SECRET);
    }

    /** At once: who waits at the feed is cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        manager.close();
    }

    private static void answer(HttpUserSessions sessions, HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpAnswer answer = sessions.endpoint(new Request(exchange));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            answer.headers().forEach(header -> exchange.getResponseHeaders().add(header.name(), header.value()));
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private record Request(HttpExchange exchange) implements HttpRequest {
        @Override
        public String method() {
            return exchange.getRequestMethod();
        }

        @Override
        public String path() {
            return exchange.getRequestURI().getRawPath();
        }

        @Override
        public String contextPath() {
            return "";
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
            return "127.0.0.1";
        }

        @Override
        public int serverPort() {
            return exchange.getLocalAddress().getPort();
        }

        @Override
        public byte[] body(int maximumBytes) throws IOException {
            return exchange.getRequestBody().readNBytes(maximumBytes);
        }
    }
}
