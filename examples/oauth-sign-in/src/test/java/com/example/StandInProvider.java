package com.example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** An OAuth 2.0 provider on this machine that asks for no password: everybody is number 1815. */
final class StandInProvider implements AutoCloseable {
    private final HttpServer server;

    StandInProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/authorize", StandInProvider::sendBack);
        server.createContext(
                "/token", exchange -> answer(exchange, "{\"access_token\":\"x\",\"token_type\":\"Bearer\"}"));
        server.createContext("/user", exchange -> answer(exchange, "{\"id\":1815,\"login\":\"ada\"}"));
        server.start();
    }

    /** Starts the application with it: {@code mvn spring-boot:test-run}. */
    public static void main(String[] args) throws IOException {
        StandInProvider provider = new StandInProvider();
        Welcome.main(Stream.of(provider.properties())
                .map(property -> "--" + property)
                .toArray(String[]::new));
    }

    String[] properties() {
        String origin = "http://localhost:" + server.getAddress().getPort();
        String provider = "spring.security.oauth2.client.provider.github.";
        return new String[] {
            "GITHUB_CLIENT_ID=id",
            "GITHUB_CLIENT_SECRET=secret",
            provider + "authorization-uri=" + origin + "/authorize",
            provider + "token-uri=" + origin + "/token",
            provider + "user-info-uri=" + origin + "/user"
        };
    }

    private static void sendBack(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String back = URLDecoder.decode(parameter("redirect_uri", query), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", back + "?code=c&state=" + parameter("state", query));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static String parameter(String name, String query) {
        return Stream.of(query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
