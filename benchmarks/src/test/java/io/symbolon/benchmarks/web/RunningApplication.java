package io.symbolon.benchmarks.web;

import io.symbolon.JwtUserSessionManager;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The application in this process, and a client of its own that follows no redirect. */
final class RunningApplication implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final RunningServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    RunningApplication(ServerSetup setup) {
        server = setup.stack().start(setup);
    }

    int port() {
        return server.port();
    }

    JwtUserSessionManager manager() {
        return server.manager().orElseThrow();
    }

    HttpResponse<String> withToken(String token) throws IOException, InterruptedException {
        return get("Authorization", "Bearer " + token);
    }

    HttpResponse<String> get(String header, String value) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + OrdersApplication.PATH))
                .header(header, value)
                .timeout(LONGEST)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
    }
}
