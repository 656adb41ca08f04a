package io.symbolon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.demo.RunningDemo.Answer;
import io.symbolon.demo.RunningDemo.Tokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoApiTest {
    private RunningDemo demo;

    @BeforeAll
    void start() {
        demo = new RunningDemo();
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    @BeforeEach
    void endOlderSessions() {
        for (String user : DemoUsers.PASSWORDS.keySet()) {
            demo.post("/sessions/revoke-all", demo.signIn(user).access());
        }
    }

    @Test
    void whoeverSignsInIsKnownByTheAccessToken() {
        Tokens ada = demo.signIn("ada");

        Answer me = demo.get("/me", ada.access());

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("user")).isEqualTo("ada");
        assertThat(me.text("session_id")).isEqualTo(ada.sessionId());
        assertThat(me.json().path("claims").path("role").asString()).isEqualTo("member");
    }

    @Test
    void answersWithTokensAreKeptByNoCache() {
        Answer signedIn = demo.signIn("ada", "analytical engine");
        Answer refreshed = demo.refresh(signedIn.text("refresh_token"));

        assertThat(signedIn.header("Cache-Control")).isEqualTo("no-store");
        assertThat(refreshed.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aWrongPasswordAndAnUnknownUserGetTheSameAnswer() {
        Answer wrongPassword = demo.signIn("ada", "difference engine");
        Answer unknownUser = demo.signIn("charles", "analytical engine");

        assertThat(wrongPassword.status()).isEqualTo(401);
        assertThat(wrongPassword.text("code")).isEqualTo("WRONG_CREDENTIALS");
        assertThat(wrongPassword.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"symbolon-demo\"");
        assertThat(unknownUser.status()).isEqualTo(wrongPassword.status());
        assertThat(unknownUser.json()).isEqualTo(wrongPassword.json());
        assertThat(unknownUser.header("WWW-Authenticate")).isEqualTo(wrongPassword.header("WWW-Authenticate"));
    }

    @Test
    void withoutAnAccessTokenTheAnswerIsAChallenge() {
        Answer answer = demo.send(demo.request("/me").build());
        Answer basic = demo.send(demo.request("/me")
                .header("Authorization", "Basic YWRhOmFkYQ==")
                .build());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"symbolon-demo\"");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("code")).isEqualTo("NOT_SIGNED_IN");
        assertThat(basic.status()).isEqualTo(401);
    }

    @Test
    void aRefreshGivesTheNextTokensAndARepeatOfItTheSameRefreshToken() {
        Tokens first = demo.signIn("ada");

        Tokens second = Tokens.of(demo.refresh(first.refresh()));
        Tokens repeated = Tokens.of(demo.refresh(first.refresh()));

        assertThat(second.refresh()).isNotEqualTo(first.refresh());
        assertThat(repeated.refresh()).isEqualTo(second.refresh());
        assertThat(demo.get("/me", second.access()).status()).isEqualTo(200);
    }

    @Test
    void aStolenOldRefreshTokenEndsTheSession() {
        Tokens first = demo.signIn("ada");
        Tokens second = Tokens.of(demo.refresh(first.refresh()));
        Tokens third = Tokens.of(demo.refresh(second.refresh()));

        Answer reuse = demo.refresh(first.refresh());

        assertThat(reuse.status()).isEqualTo(400);
        assertThat(reuse.text("code")).isEqualTo("REUSED");
        assertThat(reuse.text("action")).isEqualTo("SIGN_IN");
        Answer refused = demo.get("/me", third.access());
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("cause")).isEqualTo("REUSE_DETECTED");
    }

    @Test
    void mySessionsAreListedNewestFirstWithDeviceAndAddress() {
        Tokens laptop = demo.signIn("ada");
        Tokens phone = Tokens.of(demo.send(demo.request("/sign-in")
                .setHeader("User-Agent", "Mozilla/5.0 (Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\": \"ada\", \"password\": \"analytical engine\"}"))
                .build()));
        demo.signIn("grace");

        List<JsonNode> sessions =
                demo.get("/sessions", laptop.access()).json().valueStream().toList();

        assertThat(sessions)
                .extracting(session -> session.path("id").asString())
                .containsExactly(phone.sessionId(), laptop.sessionId());
        assertThat(sessions)
                .extracting(session -> session.path("current").asBoolean())
                .containsExactly(false, true);
        assertThat(sessions)
                .extracting(session -> session.path("device").path("name").asString())
                .containsExactly("Firefox on Android", "Firefox on Linux");
        assertThat(sessions)
                .allSatisfy(session -> assertThat(session.path("ip").asString()).isEqualTo("127.0.0.1"));
    }

    @Test
    void anAccessTokenIsRefusedAtOnceWhenItsSessionWasEndedFromAnotherOne() {
        Tokens laptop = demo.signIn("ada");
        Tokens phone = demo.signIn("ada");
        assertThat(demo.get("/me", phone.access()).status()).isEqualTo(200);

        assertThat(demo.delete("/sessions/" + phone.sessionId(), laptop.access())
                        .status())
                .isEqualTo(204);

        Answer refused = demo.get("/me", phone.access());
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("code")).isEqualTo("REVOKED");
        assertThat(refused.text("action")).isEqualTo("SIGN_IN");
        assertThat(refused.text("cause")).isEqualTo("SIGNED_OUT_FROM_ANOTHER_SESSION");
        assertThat(refused.header("WWW-Authenticate"))
                .startsWith("Bearer realm=\"symbolon-demo\", error=\"invalid_token\"")
                .endsWith("code=\"REVOKED\", action=\"SIGN_IN\"");
        assertThat(demo.refresh(phone.refresh()).text("code")).isEqualTo("SESSION_NOT_FOUND");
        assertThat(demo.get("/me", laptop.access()).status()).isEqualTo(200);
    }

    @Test
    void anotherUsersSessionIsNotThereForMe() {
        Tokens ada = demo.signIn("ada");
        Tokens grace = demo.signIn("grace");

        Answer foreign = demo.delete("/sessions/" + grace.sessionId(), ada.access());
        Answer unknown = demo.delete("/sessions/AAAAAAAAAAAAAAAAAAAAAA", ada.access());
        Answer noId = demo.delete("/sessions/1", ada.access());

        assertThat(List.of(foreign.status(), unknown.status(), noId.status())).containsOnly(404);
        assertThat(foreign.text("detail")).isEqualTo(unknown.text("detail")).isEqualTo(noId.text("detail"));
        assertThat(demo.get("/me", grace.access()).status()).isEqualTo(200);
    }

    @Test
    void signingOutNeedsTheRefreshTokenOnlyAndCanBeRepeated() {
        Tokens ada = demo.signIn("ada");

        assertThat(demo.signOut(ada.refresh()).status()).isEqualTo(204);
        assertThat(demo.signOut(ada.refresh()).status()).isEqualTo(204);

        Answer refused = demo.get("/me", ada.access());
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("cause")).isEqualTo("SIGNED_OUT");
    }

    @Test
    void signingOutElsewhereKeepsThisSession() {
        Tokens laptop = demo.signIn("ada");
        Tokens phone = demo.signIn("ada");

        Answer ended = demo.post("/sessions/revoke-others", laptop.access());

        assertThat(ended.json().path("ended").asInt()).isEqualTo(1);
        assertThat(demo.get("/me", laptop.access()).status()).isEqualTo(200);
        assertThat(demo.get("/me", phone.access()).status()).isEqualTo(401);
    }

    @Test
    void signingOutEverywhereEndsAllMySessionsAndNobodyElses() {
        Tokens laptop = demo.signIn("ada");
        Tokens phone = demo.signIn("ada");
        Tokens grace = demo.signIn("grace");

        Answer ended = demo.post("/sessions/revoke-all", laptop.access());

        assertThat(ended.json().path("ended").asInt()).isEqualTo(2);
        assertThat(demo.get("/me", laptop.access()).status()).isEqualTo(401);
        assertThat(demo.get("/me", phone.access()).status()).isEqualTo(401);
        assertThat(demo.get("/me", grace.access()).status()).isEqualTo(200);
        assertThat(demo.get("/me", demo.signIn("ada").access()).status()).isEqualTo(200);
    }

    @Test
    void theKeySetHasThePublicKeyAndMayBeCached() {
        Answer keys = demo.send(demo.request("/.well-known/jwks.json").build());

        assertThat(keys.status()).isEqualTo(200);
        assertThat(keys.header("Content-Type")).isEqualTo("application/jwk-set+json");
        assertThat(keys.header("Cache-Control")).contains("max-age");
        JsonNode key = keys.json().path("keys").path(0);
        assertThat(key.path("alg").asString()).isEqualTo("ES256");
        assertThat(key.has("x")).isTrue();
        assertThat(key.has("d")).isFalse();
    }
}
