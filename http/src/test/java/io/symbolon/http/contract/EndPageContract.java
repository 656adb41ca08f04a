package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.http.contract.TestClient.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** "Was this not you?": the link of a mail shows a page, and only its button ends the session. */
public abstract class EndPageContract extends HttpContract {
    private final TestApplication application = start();
    private final TestClient alice = application.browser();
    private final TestClient anybody = application.client();

    @Test
    void openingTheLinkEndsNothing() {
        String token = signedIn();

        for (int scan = 0; scan < 3; scan++) {
            Answer page = anybody.get("/session/end?token=" + token);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body())
                    .contains("<form method=\"post\" action=\"/session/end\">")
                    .contains(token);
            assertThat(page.header("cache-control")).contains("no-store");
            assertThat(page.header("referrer-policy")).contains("no-referrer");
            assertThat(page.header("content-security-policy").orElseThrow()).contains("frame-ancestors 'none'");
        }

        assertThat(alice.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void theButtonEndsTheSessionWithoutASignIn() {
        String token = signedIn();

        assertThat(post(token).body()).contains("The session was ended");

        Answer refused = alice.get("/api/me");
        assertThat(refused.json("cause")).isEqualTo(RevocationCause.NOT_RECOGNIZED.name());
        assertThat(post(token).body()).contains("The session is over");
    }

    @Test
    void aDamagedOrLateTokenEndsNothing() {
        String token = signedIn();

        assertThat(post(damaged(token)).status()).isEqualTo(400);
        assertThat(post("").status()).isEqualTo(400);
        assertThat(post("%zz").status()).isEqualTo(400);
        assertThat(anybody.get("/session/end").status()).isEqualTo(400);
        application.clock.advance(Duration.ofDays(8));
        assertThat(post(token).status()).isEqualTo(400);

        assertThat(application.manager().list("alice")).hasSize(1);
    }

    @Test
    void whatStandsInTheLinkIsEscaped() {
        Answer page = anybody.get("/session/end?token=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E");

        assertThat(page.body()).doesNotContain("<script>").contains("&lt;script&gt;");
    }

    private String signedIn() {
        alice.signIn("alice");
        SessionId id = application.manager().list("alice").get(0).id();
        return application.manager().endingToken(id, Duration.ofDays(7));
    }

    private Answer post(String token) {
        return anybody.with("Content-Type", "application/x-www-form-urlencoded").post("/session/end", "token=" + token);
    }
}
