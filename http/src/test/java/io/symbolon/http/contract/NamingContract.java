package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.SessionDescription;
import io.symbolon.SessionId;
import io.symbolon.http.contract.TestClient.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user names one of his sessions, and nobody else's. */
public abstract class NamingContract extends HttpContract {
    private final TestApplication application = start();
    private final TestClient alice = application.browser().with("Content-Type", "application/json");

    @Test
    void aNameIsShownInTheListAndLeavesTheAttributes() {
        SessionId id = signIn(alice, "alice");
        application.manager().describe(id, SessionDescription.of("old", Map.of("room", 7)));

        assertThat(alice.send("PATCH", "/sessions/" + id, "{\"name\":\"Ana\u2019s <laptop>\"}")
                        .status())
                .isEqualTo(204);

        assertThat(alice.get("/sessions").body())
                .contains("\"name\":\"Ana\u2019s <laptop>\"")
                .doesNotContain("room");
        assertThat(application.manager().find(id).orElseThrow().attributes()).isEqualTo(Map.of("room", 7L));
        assertThat(alice.get("/api/me").body()).startsWith("alice,");
    }

    @Test
    void nullTakesTheNameAway() {
        SessionId id = signIn(alice, "alice");
        application.manager().describe(id, SessionDescription.of("old"));

        assertThat(alice.send("PATCH", "/sessions/" + id, "{\"name\":null}").status())
                .isEqualTo(204);

        assertThat(application.manager().find(id).orElseThrow().name()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"\"}",
                "{\"name\":\" \"}",
                "{\"name\":\"a\\nb\"}",
                "{\"name\":7}",
                "{}",
                "[]",
                "",
                "{\"name\":\"\\ud800\"}"
            })
    void whatIsNotANameIsRefusedAndChangesNothing(String body) {
        SessionId id = signIn(alice, "alice");
        application.manager().describe(id, SessionDescription.of("old"));

        Answer refused = alice.send("PATCH", "/sessions/" + id, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json("code")).isIn("NAME_REFUSED", "MALFORMED_BODY");
        assertThat(application.manager().find(id).orElseThrow().name()).contains("old");
    }

    @Test
    void anothersSessionIsNotThere() {
        signIn(alice, "alice");
        TestClient bob = application.browser();
        SessionId bobs = signIn(bob, "bob");

        assertThat(alice.send("PATCH", "/sessions/" + bobs, "{\"name\":\"mine\"}")
                        .status())
                .isEqualTo(404);
        assertThat(alice.send("PATCH", "/sessions/nonsense", "{\"name\":\"mine\"}")
                        .status())
                .isEqualTo(404);

        assertThat(application.manager().find(bobs).orElseThrow().name()).isEmpty();
    }

    @Test
    void anotherSiteNamesNothing() {
        SessionId id = signIn(alice, "alice");

        Answer refused =
                alice.with("Sec-Fetch-Site", "cross-site").send("PATCH", "/sessions/" + id, "{\"name\":\"x\"}");

        assertThat(refused.status()).isEqualTo(403);
    }

    private SessionId signIn(TestClient client, String subject) {
        client.signIn(subject);
        return application.manager().list(subject).get(0).id();
    }
}
