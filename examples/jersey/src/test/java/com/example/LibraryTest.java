package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.server.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LibraryTest {
    private static HttpServer application;

    // Grizzly waits for the body of a request that offers an upgrade to HTTP/2.
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() {
        application = Library.start(0);
    }

    @AfterAll
    static void stop() {
        application.shutdownNow();
    }

    @Test
    void whoHasSignedInSeesTheirBooks() throws Exception {
        String token = member("access_token", signIn("analytical+engine"));

        assertThat(send(request("/books", token)).body()).isEqualTo("Sketch of the Analytical Engine, lent to ada");
    }

    @Test
    void whoIsNoLibrarianDoesNotSeeAll() throws Exception {
        String token = member("access_token", signIn("analytical+engine"));

        assertThat(send(request("/books/all", token)).statusCode()).isEqualTo(403);
    }

    @Test
    void withoutATokenTheAnswerIsToSignIn() throws Exception {
        HttpResponse<String> refused = send(request("/books", ""));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(member("action", refused)).isEqualTo("SIGN_IN");
    }

    @Test
    void aWrongPasswordSignsNobodyIn() throws Exception {
        assertThat(signIn("wrong").statusCode()).isEqualTo(403);
    }

    @Test
    void aRefreshTokenBuysTheNextTokens() throws Exception {
        String refreshToken = member("refresh_token", signIn("analytical+engine"));

        HttpResponse<String> next = send(request("/session/refresh", "")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"refresh_token\": \"" + refreshToken + "\"}")));

        assertThat(send(request("/books", member("access_token", next))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void signingOutEverywhereStopsAllTokensAtOnce() throws Exception {
        String laptop = member("access_token", signIn("analytical+engine"));
        String phone = member("access_token", signIn("analytical+engine"));

        send(request("/sessions/revoke-all", laptop).POST(BodyPublishers.noBody()));

        assertThat(member("code", send(request("/books", phone)))).isEqualTo("REVOKED");
    }

    private HttpResponse<String> signIn(String password) throws IOException, InterruptedException {
        return send(request("/sign-in", "")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=ada&password=" + password)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String token) {
        URI address = URI.create("http://localhost:"
                + application.getListeners().iterator().next().getPort() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static String member(String name, HttpResponse<String> answer) {
        Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer.body());
        assertThat(member.find()).as(answer.body()).isTrue();
        return member.group(1);
    }
}
