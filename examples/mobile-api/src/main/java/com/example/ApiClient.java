package com.example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a mobile client does: it sends its access token, refreshes when it is told to, and asks the person to sign in only
 * when it is told to. Thread-safe: however many calls meet an expired token, one of them refreshes.
 */
public final class ApiClient {
    /** The person has to sign in again. */
    public static final class SignInRequiredException extends IOException {
        SignInRequiredException() {
            super("The session is over: sign in again.");
        }
    }

    /** Where the device keeps secrets: the key store of Android, the keychain of iOS. */
    public interface Vault {
        /** Survives a restart of the application. */
        void keep(String refreshToken);

        void clear();
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final URI server;
    private final Vault vault;
    private final Object refreshing = new Object();
    private volatile String accessToken = "";
    private volatile String refreshToken;

    public ApiClient(HttpClient http, URI server, Vault vault, String refreshToken) {
        this.http = http;
        this.server = server;
        this.vault = vault;
        this.refreshToken = refreshToken;
    }

    /**
     * Gets a resource.
     *
     * @throws SignInRequiredException if the session is over
     * @throws IOException if the server cannot be reached or asks to come back later: the session goes on
     */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        String sent = accessToken;
        HttpResponse<String> answer = sent.isEmpty() ? null : send(path, sent);
        if (answer == null || action(answer).equals("REFRESH")) {
            answer = send(path, refreshed(sent));
        }
        return switch (action(answer)) {
            case "SIGN_IN" -> throw signInRequired(answer);
            case "RETRY" -> throw new IOException("The server asks to try again later.");
            default -> answer;
        };
    }

    /** An access token that is newer than the one that was refused. */
    private String refreshed(String refused) throws IOException, InterruptedException {
        synchronized (refreshing) {
            if (!accessToken.equals(refused)) {
                return accessToken;
            }
            // A lost answer costs nothing: the same refresh token gets the same next one.
            String body = JSON.createObjectNode().put("refresh_token", refreshToken).toString();
            HttpRequest.Builder request = request("/session/refresh").header("Content-Type", "application/json");
            HttpResponse<String> answer = http.send(
                    request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
            if (action(answer).equals("SIGN_IN")) {
                throw signInRequired(answer);
            }
            if (answer.statusCode() != 200) {
                throw new IOException("No refresh now: the session goes on, try again later.");
            }
            JsonNode tokens = JSON.readTree(answer.body());
            // Where there is none, the one that was sent stays good (RFC 6749 section 6).
            if (tokens.has("refresh_token")) {
                refreshToken = tokens.get("refresh_token").asString();
                vault.keep(refreshToken);
            }
            accessToken = tokens.get("access_token").asString();
            return accessToken;
        }
    }

    private HttpResponse<String> send(String path, String token) throws IOException, InterruptedException {
        HttpRequest request = request(path).header("Authorization", "Bearer " + token).build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(20));
    }

    private SignInRequiredException signInRequired(HttpResponse<String> answer) {
        if (problem(answer).path("ends_session").asBoolean(false)) {
            vault.clear();
        }
        return new SignInRequiredException();
    }

    private static String action(HttpResponse<String> answer) {
        return problem(answer).path("action").asString("");
    }

    /** The problem document of Symbolon, or an empty object. */
    private static JsonNode problem(HttpResponse<String> answer) {
        boolean isProblem = answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/problem+json"))
                .isPresent();
        try {
            return isProblem ? JSON.readTree(answer.body()) : JSON.createObjectNode();
        } catch (JacksonException damaged) {
            return JSON.createObjectNode();
        }
    }
}
