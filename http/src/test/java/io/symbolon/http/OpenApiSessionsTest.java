package io.symbolon.http;

import static io.symbolon.http.contract.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.SessionTokens;
import io.symbolon.http.contract.TestClient;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The endpoints of the caller's own sessions answer as the document says, refusals included. */
class OpenApiSessionsTest extends OpenApiFixture {
    @Test
    void theListOfSessionsAnswersAsDocumented() {
        DocumentedOperation list = operation("GET", "/sessions");
        TestClient phone = browser.with(
                "User-Agent",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " Version/18.1 Mobile/15E148 Safari/604.1");
        phone.signIn("alice");
        phone.post("/api/prove", "code=1");
        phone.with("Content-Type", "application/json")
                .send("PATCH", "/sessions/" + idOf("alice"), "{\"name\":\"Phone\"}");
        client.signIn("alice", BEARER);

        assertThat(list.answer(phone).body())
                .contains("\"otp\"", "\"device\"", "\"location\"", "\"Phone\"")
                .doesNotContain("\"next\"");
        assertThat(list.answer(phone, "/sessions?limit=1", null).json("next")).isNotEmpty();
        assertThat(list.answer(phone, "/sessions?limit=0", null).status()).isEqualTo(400);
        refuseAccessTokens(list, "/sessions", null);
        list.judged(twoTokens("GET", "/sessions"));
        TestClient alice = application.browser();
        alice.signIn("alice");
        application.storage.cut();
        assertThat(list.answer(alice).status()).isEqualTo(503);
        list.requireAllSeen();
    }

    @Test
    void theNamingOfASessionAnswersAsDocumented() {
        DocumentedOperation name = operation("PATCH", "/sessions/{id}");
        TestClient alice = browser.with("Content-Type", "application/json");
        alice.signIn("alice");
        String path = "/sessions/" + idOf("alice");

        assertThat(name.answer(alice, path, "{\"name\":\"Laptop\"}").status()).isEqualTo(204);
        assertThat(name.answer(alice.with("Content-Type", "application/merge-patch+json"), path, "{\"name\":null}")
                        .status())
                .isEqualTo(204);
        assertThat(name.answer(alice, path, "{\"name\":\" \"}").json("code")).isEqualTo("NAME_REFUSED");
        assertThat(name.answer(alice, path, "{}").json("code")).isEqualTo("MALFORMED_BODY");
        assertThat(name.answer(alice, path, TOO_LARGE).status()).isEqualTo(413);
        assertThat(name.answer(alice, "/sessions/" + UNKNOWN_ID, "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(404);
        requireOwnPages(name, path);
        refuseAccessTokens(name, path, "{\"name\":\"x\"}");
        name.judged(twoTokens("PATCH", path));
        alice.signIn("alice");
        application.storage.cut();
        assertThat(name.answer(alice, path, "{\"name\":\"x\"}").status()).isEqualTo(503);
        name.requireAllSeen();
    }

    @Test
    void theEndOfASessionAnswersAsDocumented() {
        DocumentedOperation end = operation("DELETE", "/sessions/{id}");
        browser.signIn("alice");
        String own = "/sessions/" + idOf("alice");
        SessionTokens other = application.manager().create("alice", CONTEXT);

        assertThat(end.answer(browser, "/sessions/" + other.sessionId(), null).setCookies())
                .isEmpty();
        assertThat(end.answer(browser, "/sessions/nonsense", null).status()).isEqualTo(404);
        requireOwnPages(end, own);
        refuseAccessTokens(end, own, null);
        end.judged(twoTokens("DELETE", own));
        browser.signIn("alice");
        application.storage.cut();
        assertThat(end.answer(browser, own, null).status()).isEqualTo(503);
        application.storage.restore();
        browser.signIn("bob");
        assertThat(end.answer(browser, "/sessions/" + idOf("bob"), null).setCookies())
                .isNotEmpty();
        end.requireAllSeen();
    }

    @Test
    void theEndOfOthersAndOfAllAnswersAsDocumented() {
        for (String path : List.of("/sessions/revoke-others", "/sessions/revoke-all")) {
            DocumentedOperation end = operation("POST", path);
            browser.signIn("alice");
            requireOwnPages(end, path);
            assertThat(end.answer(browser).json("ended")).isNotEmpty();
            refuseAccessTokens(end, path, null);
            end.judged(twoTokens("POST", path));
            TestClient alice = application.browser();
            alice.signIn("alice");
            application.storage.cut();
            assertThat(end.answer(alice).status()).isEqualTo(503);
            application.storage.restore();
            end.requireAllSeen();
        }
    }

    /** No access token, and those that are not good. */
    private void refuseAccessTokens(DocumentedOperation operation, String path, @Nullable String body) {
        SessionTokens tokens = application.manager().create("zoe", CONTEXT);
        TestClient zoe = json.with("Authorization", "Bearer " + tokens.accessToken());
        TestClient late = json.with(
                "Authorization",
                "Bearer " + application.manager().create("zoe", CONTEXT).accessToken());

        assertThat(operation.answer(json, path, body).json("code")).isEqualTo("TOKEN_MISSING");
        assertThat(operation.answer(person(json), path, body).status()).isEqualTo(303);
        assertThat(operation
                        .answer(json.with("Authorization", "Bearer x"), path, body)
                        .json("code"))
                .isEqualTo("MALFORMED");
        application.manager().revoke(tokens.sessionId());
        await().untilAsserted(() ->
                assertThat(operation.answer(zoe, path, body).json("cause")).isEqualTo("SIGNED_OUT"));
        refuseCookiesOfTwoSessions(operation, path, body);
        application.clock.advance(Duration.ofMinutes(16));
        assertThat(operation.answer(late, path, body).json("code")).isEqualTo("EXPIRED");
        assertThat(operation.answer(person(late), path, body).body()).startsWith("<!DOCTYPE html>");
    }
}
