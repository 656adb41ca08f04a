package io.symbolon.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the demo that is no browser. */
class DemoClient {
    static final JsonMapper JSON = new JsonMapper();

    private static final Duration TIMEOUT = Patience.PATIENCE;

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    DemoClient(int port) {
        this.port = port;
    }

    public final int port() {
        return port;
    }

    final Answer get(String path, String accessToken) {
        return send("GET", path, accessToken, BodyPublishers.noBody());
    }

    final Answer delete(String path, String accessToken) {
        return send("DELETE", path, accessToken, BodyPublishers.noBody());
    }

    final Answer post(String path, String accessToken) {
        return send("POST", path, accessToken, BodyPublishers.noBody());
    }

    final Answer changeRole(String role, String accessToken) {
        return send(request("/api/me/role")
                .header("Authorization", "Bearer " + accessToken)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(
                        JSON.createObjectNode().put("role", role).toString()))
                .build());
    }

    /** Sends a body without an access token. */
    final Answer postJson(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    final Tokens signIn(String name) {
        return Tokens.of(signIn(name, Accounts.passwordOf(name)));
    }

    final Answer signIn(String name, String password) {
        return postJson(
                "/sign-in",
                JSON.createObjectNode()
                        .put("name", name)
                        .put("password", password)
                        .toString());
    }

    final Answer refresh(String refreshToken) {
        return postRefreshToken("/session/refresh", refreshToken);
    }

    /** Refreshes until another refresh token comes: within the grace period the same one is good. */
    final Tokens rotated(Tokens tokens) {
        return Patience.await()
                .until(
                        () -> Tokens.of(refresh(tokens.refresh())),
                        next -> !next.refresh().isEmpty() && !next.refresh().equals(tokens.refresh()));
    }

    final Answer signOut(String refreshToken) {
        return postRefreshToken("/session/sign-out", refreshToken);
    }

    final HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(TIMEOUT)
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    }

    final Answer send(HttpRequest request) {
        try {
            return new Answer(client.send(request, BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The lines of the live stream, as they come. To be closed. */
    final Stream<String> listen(String accessToken) {
        HttpRequest request = request("/api/events")
                .header("Authorization", "Bearer " + accessToken)
                .build();
        try {
            HttpResponse<Stream<String>> answer = client.send(request, BodyHandlers.ofLines());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the stream answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private Answer send(String method, String path, String accessToken, BodyPublisher body) {
        return send(request(path)
                .header("Authorization", "Bearer " + accessToken)
                .method(method, body)
                .build());
    }

    private Answer postRefreshToken(String path, String refreshToken) {
        return postJson(
                path, JSON.createObjectNode().put("refresh_token", refreshToken).toString());
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String text(String field) {
            return json().path(field).asString("");
        }
    }

    /** A client's tokens. */
    record Tokens(String access, String refresh) {
        static Tokens of(Answer answer) {
            return new Tokens(answer.text("access_token"), answer.text("refresh_token"));
        }
    }
}
