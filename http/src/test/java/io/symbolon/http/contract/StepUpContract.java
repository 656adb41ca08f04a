package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.UserSession;
import io.symbolon.http.contract.TestClient.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What needs a factor is refused in the words of RFC 9470, and the user who proves it goes on in the same session. */
public abstract class StepUpContract extends HttpContract {
    private final TestApplication application = start(setup -> {
        setup.sessions = sessions -> sessions.signInPage("/blank");
        return setup;
    });
    private final TestClient alice = application.browser();

    @Test
    void aFactorThatIsMissingIsAskedFor() {
        alice.signIn("alice");

        Answer refused = alice.get("/api/secret");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json("code")).isEqualTo("FACTOR_MISSING");
        assertThat(refused.json("action")).isEqualTo("STEP_UP");
        assertThat(refused.json("ends_session")).isEqualTo("false");
        assertThat(refused.json("factor")).isEqualTo("otp");
        assertThat(refused.json("max_age")).isEqualTo("300");
        assertThat(refused.header("www-authenticate").orElseThrow())
                .startsWith("Bearer ")
                .contains("error=\"insufficient_user_authentication\"")
                .contains("max_age=\"300\"");
        assertThat(refused.setCookies()).isEmpty();
    }

    @Test
    void theUserWhoProvesItGoesOnInTheSameSessionUntilItIsTooOld() {
        alice.signIn("alice");
        String before = alice.value("__Secure-refresh-token");
        UserSession session = application.manager().list("alice").get(0);

        assertThat(alice.post("/api/prove", "code=1").status()).isEqualTo(200);

        assertThat(alice.get("/api/secret").body()).isEqualTo("secret");
        assertThat(alice.value("__Secure-refresh-token")).isNotEqualTo(before);
        assertThat(application.manager().list("alice"))
                .extracting(UserSession::id)
                .containsExactly(session.id());
        application.clock.advance(Duration.ofMinutes(6));
        assertThat(alice.get("/api/secret").json("code")).isEqualTo("FACTOR_TOO_OLD");
        assertThat(alice.get("/api/me").body()).startsWith("alice,");
    }

    @Test
    void anotherSitesFormStepsNobodyUp() {
        alice.signIn("alice");
        TestClient other = alice.with("Sec-Fetch-Site", "cross-site");

        assertThat(other.post("/api/prove", "code=1").status()).isEqualTo(403);

        assertThat(alice.get("/api/secret").status()).isEqualTo(401);
    }

    @Test
    void aPersonWhoNavigatesSeesAPageThatLeadsToTheSignIn() {
        alice.signIn("alice");
        TestClient person = alice.with("Sec-Fetch-Mode", "navigate")
                .with("Sec-Fetch-Dest", "document")
                .with("Accept", "text/html");

        Answer page = person.get("/api/secret");

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.header("content-type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).contains("Confirm that it is you").contains("return_to=%2Fapi%2Fsecret");
    }
}
