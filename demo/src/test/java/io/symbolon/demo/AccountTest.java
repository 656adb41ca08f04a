package io.symbolon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.demo.DemoClient.Answer;
import io.symbolon.demo.DemoClient.Tokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountTest {
    private RunningDemo demo;

    @BeforeAll
    void start(@TempDir Path folder) {
        demo = new RunningDemo(folder);
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    @Test
    void whoeverSignsInIsKnownByTheAccessToken() {
        Tokens ada = demo.signIn("ada");

        Answer me = demo.get("/api/me", ada.access());

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("name")).isEqualTo("ada");
        assertThat(me.text("role")).isEqualTo("member");
        JsonNode sessions = demo.get("/sessions", ada.access()).json().path("sessions");
        assertThat(sessions)
                .filteredOn(session -> session.path("current").asBoolean())
                .singleElement()
                .satisfies(session -> {
                    assertThat(session.path("id").asString()).isEqualTo(me.text("session_id"));
                    assertThat(session.path("last_seen_from").path("location").asString())
                            .isEqualTo("this computer");
                });
    }

    @Test
    void aWrongPasswordAndAnUnknownUserGetTheSameAnswer() {
        Answer wrongPassword = demo.signIn("ada", "difference engine");
        Answer unknownUser = demo.signIn("charles", "analytical engine");

        assertThat(wrongPassword.status()).isEqualTo(401);
        assertThat(wrongPassword.text("code")).isEqualTo("WRONG_CREDENTIALS");
        assertThat(unknownUser.status()).isEqualTo(wrongPassword.status());
        assertThat(unknownUser.json()).isEqualTo(wrongPassword.json());
        assertThat(unknownUser.header("WWW-Authenticate")).isEqualTo(wrongPassword.header("WWW-Authenticate"));
    }

    @Test
    void theFormSetsTheTokensAsCookiesAndMakesNoServletSession() {
        Answer wrong = form("username=grace&password=wrong");
        Answer right = form("username=grace&password=nanoseconds+of+wire");

        assertThat(wrong.header("Location")).endsWith("/sign-in.html?error");
        assertThat(wrong.response().headers().allValues("Set-Cookie")).isEmpty();
        assertThat(right.header("Location")).endsWith("/");
        assertThat(right.response().headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> !cookie.contains("Max-Age=0;"))
                .as("the tokens, and who has signed in from this browser")
                .hasSize(3)
                .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    }

    @Test
    void endingAllSessionsNeedsASecondFactorThatIsProvedOnTheWay() {
        Tokens ada = demo.signIn("ada");

        Answer refused = demo.post("/api/me/end-all-sessions", ada.access());
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("code")).isEqualTo("FACTOR_MISSING");
        assertThat(refused.text("action")).isEqualTo("STEP_UP");
        assertThat(prove("000000", ada).status()).isEqualTo(403);

        Tokens proved = Tokens.of(prove("246810", ada));
        assertThat(demo.post("/api/me/end-all-sessions", proved.access()).status())
                .isEqualTo(204);
        assertThat(demo.get("/api/me", proved.access()).text("code")).isEqualTo("REVOKED");
    }

    private Answer prove(String code, Tokens tokens) {
        return demo.send(demo.request("/api/me/second-factor")
                .header("Authorization", "Bearer " + tokens.access())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"code\":\"" + code + "\"}"))
                .build());
    }

    @Test
    void aNewRoleIsInTheNextTokenAndTokensWithTheOldOneEndAtOnce() {
        Tokens laptop = demo.signIn("grace");
        Tokens phone = demo.signIn("grace");

        assertThat(demo.changeRole("admin", laptop.access()).status()).isEqualTo(204);

        for (Tokens device : new Tokens[] {laptop, phone}) {
            Answer refused = demo.get("/api/me", device.access());
            assertThat(refused.text("code")).isEqualTo("OUTDATED");
            assertThat(refused.text("action")).isEqualTo("REFRESH");
            Tokens next = Tokens.of(demo.refresh(device.refresh()));
            assertThat(demo.get("/api/me", next.access()).text("role")).isEqualTo("admin");
            assertThat(demo.get("/api/admin/accounts", next.access()).status()).isEqualTo(200);
        }
        demo.changeRole("member", demo.signIn("grace").access());
        assertThat(demo.get("/api/admin/accounts", demo.signIn("grace").access())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void myTokenIsShownAsItIs() {
        JsonNode token = demo.get("/api/token", demo.signIn("ada").access()).json();

        assertThat(token.path("header").path("alg").asString()).isEqualTo("ES256");
        assertThat(token.path("header").path("typ").asString()).isEqualTo("at+jwt");
        assertThat(token.path("payload").path("sub").asString()).isEqualTo("ada");
        assertThat(token.path("payload").path("exp").isIntegralNumber()).isTrue();
    }

    @Test
    void everythingElseNeedsAnAccessToken() {
        for (String path : new String[] {"/api/me", "/api/token", "/api/events", "/api/admin/accounts", "/nothing"}) {
            Answer answer = demo.send(demo.request(path).build());

            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.text("code")).as(path).isEqualTo("TOKEN_MISSING");
        }
        assertThat(demo.get("/actuator/symbolon", demo.signIn("ada").access()).status())
                .isEqualTo(403);
    }

    private Answer form(String body) {
        return demo.send(demo.request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(body))
                .build());
    }
}
