package io.symbolon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.demo.DemoClient.Answer;
import io.symbolon.demo.DemoClient.Tokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputTest {
    private RunningDemo demo;

    @BeforeAll
    void start(@TempDir Path folder) {
        demo = new RunningDemo(folder, "--symbolon.session-limit.maximum=100");
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "1",
                "[]",
                "{}",
                "{",
                "{\"name\": \"ada\"}",
                "{\"name\": \"ada\", \"password\": null}",
                "{\"name\": [\"ada\"], \"password\": \"analytical engine\"}",
                "{\"name\": {}, \"password\": \"analytical engine\"}",
                "{\"name\": \"ada\", \"password\": \"analytical engine\"} {}",
                "{\"name\": \"ada\", \"name\": \"grace\", \"password\": \"analytical engine\"}",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            })
    void aSignInThatIsNotTheExpectedJsonIsABadRequest(String body) {
        Answer answer = demo.postJson("/sign-in", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("code")).isEqualTo("MALFORMED_REQUEST");
    }

    @Test
    void aLongNameOrPasswordAndALongBodyAreBadRequests() {
        assertThat(demo.signIn("a".repeat(101), "x").status()).isEqualTo(400);
        assertThat(demo.signIn("ada", "x".repeat(101)).status()).isEqualTo(400);
        assertThat(demo.postJson("/sign-in", "{\"x\": \"" + "x".repeat(100_000) + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(demo.postJson("/session/refresh", " ".repeat(100_000) + "{}").status())
                .isEqualTo(413);
    }

    @Test
    void aFormIsNotAccepted() {
        Answer form = demo.send(demo.request("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=ada&password=analytical+engine"))
                .build());

        assertThat(form.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ada ",
                "ADA",
                "ada\0",
                "*",
                "a?a",
                "ada' OR '1'='1",
                "ada\" || \"",
                "../ada",
                "{ada}",
                "%61da",
                "${jndi:ldap://127.0.0.1/a}",
                "<script>alert(1)</script>",
                "ada\r\nSet-Cookie: a=b",
                "\uD83D\uDE00",
                "\uD83D"
            })
    void anotherNameIsNobody(String name) {
        Answer answer = demo.signIn(name, "analytical engine");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("code")).isEqualTo("WRONG_CREDENTIALS");
        assertThat(answer.response().headers().firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"analytical engine\0analytical engine", "analytical engine ", "Analytical engine", ""})
    void anotherPasswordIsWrong(String password) {
        assertThat(demo.signIn("ada", password).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.", "\"quoted\"", "a b", "%00", "{}"})
    void aMalformedAccessTokenIsRefused(String token) {
        Answer answer = demo.get("/api/me", token);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=");
    }

    @Test
    void aTamperedAccessTokenIsRefusedAndNotRepeatedInTheAnswer() {
        String token = demo.signIn("ada").access();
        int middle = token.lastIndexOf('.') + 5;
        String tampered =
                token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);

        Answer answer = demo.get("/api/me", tampered);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("code")).isEqualTo("BAD_SIGNATURE");
        assertThat(answer.text("action")).isEqualTo("REFRESH");
        assertThat(answer.response().body()).doesNotContain(tampered.substring(0, 10));
        assertThat(answer.header("WWW-Authenticate")).doesNotContain(tampered.substring(0, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "symbolon_rt_", "symbolon_rt_AAAA", "\0", "../../etc/passwd"})
    void aMalformedRefreshTokenIsRefusedAndSignsNobodyOut(String token) {
        Answer refresh = demo.refresh(token);
        Answer signOut = demo.signOut(token);

        assertThat(refresh.status()).isBetween(400, 401);
        assertThat(refresh.text("action")).isEqualTo("SIGN_IN");
        assertThat(signOut.status()).as("there is nothing to sign out").isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%2e%2e", "*", "AAAAAAAAAAAAAAAAAAAAAB", "%F0%9F%98%80", "a;b=c", "%7Bid%7D", "'%20OR%201=1"})
    void aStrangeSessionIdIsNotFound(String id) {
        Tokens ada = demo.signIn("ada");

        assertThat(demo.delete("/sessions/" + id, ada.access()).status()).isBetween(400, 404);
        assertThat(demo.get("/api/me", ada.access()).status()).isEqualTo(200);
    }

    @Test
    void aStrangeUserAgentIsNoDevice() {
        String accessToken = Tokens.of(demo.send(demo.request("/sign-in")
                        .setHeader("User-Agent", "<b>\u00e9\u00ff " + "x".repeat(4000))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"name\": \"grace\", \"password\": \"nanoseconds of wire\"}", StandardCharsets.UTF_8))
                        .build()))
                .access();

        Answer sessions = demo.get("/sessions", accessToken);

        JsonNode session = sessions.json().path("sessions").path(0);
        assertThat(session.path("current").asBoolean()).isTrue();
        assertThat(session.path("last_seen_from").path("device").path("name").asString(""))
                .doesNotContain("<");
    }
}
