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
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TickersTest {
    private static final String ADA = "{\"name\": \"ada\", \"password\": \"analytical engine\"}";
    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void whoSignsInGetsTokensForTheApi() throws Exception {
        String token = member("access_token", post("/sign-in", ADA, ""));

        assertThat(get("/ticks", token).body()).contains("{\"number\":2,\"reader\":\"ada\"}");
    }

    @Test
    void withoutATokenTheAnswerIsToSignIn() throws Exception {
        HttpResponse<String> refused = get("/ticks", "");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(member("action", refused)).isEqualTo("SIGN_IN");
    }

    @Test
    void aWrongPasswordIsTold() throws Exception {
        HttpResponse<String> refused = post("/sign-in", ADA.replace("engine", "machine"), "");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(member("detail", refused)).isEqualTo("The name or the password is wrong.");
    }

    @Test
    void aRefreshTokenBuysTheNextTokens() throws Exception {
        String refreshToken = member("refresh_token", post("/sign-in", ADA, ""));

        HttpResponse<String> next = post("/session/refresh", "{\"refresh_token\": \"" + refreshToken + "\"}", "");

        assertThat(get("/ticks", member("access_token", next)).statusCode()).isEqualTo(200);
    }

    @Test
    void aPhoneThatTheLaptopSignsOutIsRefusedAtOnce() throws Exception {
        String laptop = member("access_token", post("/sign-in", ADA, ""));
        String phone = member("access_token", post("/sign-in", ADA, ""));

        assertThat(post("/sessions/revoke-others", "", laptop).statusCode()).isEqualTo(200);

        HttpResponse<String> refused = get("/ticks", phone);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(member("code", refused)).isEqualTo("REVOKED");
        assertThat(get("/ticks", laptop).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return http.send(request(path, token).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String json, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, token).header("Content-Type", "application/json");
        return http.send(request.POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static String member(String name, HttpResponse<String> answer) {
        Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer.body());
        assertThat(member.find()).as(answer.body()).isTrue();
        return member.group(1);
    }
}
