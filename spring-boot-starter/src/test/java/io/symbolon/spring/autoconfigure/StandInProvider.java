package io.symbolon.spring.autoconfigure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** An OAuth 2.0 provider that lets everybody in as grace, on a click. To a browser it is another site than 127.0.0.1. */
final class StandInProvider implements AutoCloseable {
    private final HttpServer server;

    private StandInProvider(HttpServer server) {
        this.server = server;
    }

    static StandInProvider start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/authorize", StandInProvider::authorize);
            server.createContext(
                    "/token",
                    exchange -> answer(
                            exchange,
                            "application/json",
                            "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"expires_in\":300}"));
            server.createContext("/user", exchange -> answer(exchange, "application/json", "{\"id\":\"grace\"}"));
            server.createContext("/elsewhere", exchange -> answer(exchange, "text/html", "<h1>another site</h1>"));
            server.start();
            return new StandInProvider(server);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** What an application needs to let people sign in here. */
    String[] registration() {
        String registration = "spring.security.oauth2.client.registration.stub.";
        String provider = "spring.security.oauth2.client.provider.stub.";
        return new String[] {
            registration + "client-id=c",
            registration + "client-secret=s",
            registration + "authorization-grant-type=authorization_code",
            registration + "redirect-uri={baseUrl}/login/oauth2/code/stub",
            provider + "authorization-uri=" + origin() + "/authorize",
            provider + "token-uri=" + origin() + "/token",
            provider + "user-info-uri=" + origin() + "/user",
            provider + "user-name-attribute=id"
        };
    }

    /** A page of consent, whose link goes back. */
    private static void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI());
        String back = query.get("redirect_uri") + "?code=c1&state="
                + URLEncoder.encode(String.valueOf(query.get("state")), StandardCharsets.UTF_8);
        answer(exchange, "text/html", "<a id=consent href=\"" + back.replace("&", "&amp;") + "\">consent</a>");
    }

    private static Map<String, String> query(URI address) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : address.getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
