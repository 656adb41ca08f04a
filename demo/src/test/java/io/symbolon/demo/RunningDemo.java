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
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo on a free port, and a client of it that is no browser. */
public final class RunningDemo implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext application;

    /**
     * Starts it.
     *
     * @param folder where it keeps its data
     * @param settings such as {@code --symbolon.access-token-ttl=1m}
     */
    public RunningDemo(Path folder, String... settings) {
        this.application = DemoApplication.start(
                Stream.concat(Stream.of("--server.port=0", "--demo.folder=" + folder), Stream.of(settings))
                        .toArray(String[]::new));
    }

    public int port() {
        return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    Answer get(String path, String accessToken) {
        return send("GET", path, accessToken, BodyPublishers.noBody());
    }

    Answer delete(String path, String accessToken) {
        return send("DELETE", path, accessToken, BodyPublishers.noBody());
    }

    Answer post(String path, String accessToken) {
        return send("POST", path, accessToken, BodyPublishers.noBody());
    }

    Answer changeRole(String role, String accessToken) {
        return send(request("/api/me/role")
                .header("Authorization", "Bearer " + accessToken)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(
                        JSON.createObjectNode().put("role", role).toString()))
                .build());
    }

    /** Sends a body without an access token. */
    Answer postJson(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    Tokens signIn(String name) {
        return Tokens.of(signIn(name, Accounts.passwordOf(name)));
    }

    Answer signIn(String name, String password) {
        return postJson(
                "/sign-in",
                JSON.createObjectNode()
                        .put("name", name)
                        .put("password", password)
                        .toString());
    }

    Answer refresh(String refreshToken) {
        return postRefreshToken("/session/refresh", refreshToken);
    }

    Answer signOut(String refreshToken) {
        return postRefreshToken("/session/sign-out", refreshToken);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(TIMEOUT)
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    }

    Answer send(HttpRequest request) {
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
    Stream<String> listen(String accessToken) {
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

    @Override
    public void close() {
        application.close();
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
