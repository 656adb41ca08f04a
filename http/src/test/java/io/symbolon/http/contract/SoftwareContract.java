package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.Binding;
import io.symbolon.http.CookieSettings;
import io.symbolon.http.TokenTransport;
import io.symbolon.http.contract.TestClient.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page's script that binds its session to a key and signs refreshes with it: for browsers that do not do so themselves. */
public abstract class SoftwareContract extends HttpContract {
    private static final int BEARER = 1;
    private static final String PROOF = "Symbolon-Proof";
    private static final String PROVED = "{\"alg\":\"ES256\",\"typ\":\"symbolon-proof+jwt\"}";

    private final TestApplication application = start(setup -> {
        setup.sessions = sessions -> sessions.bindSessions();
        return setup;
    });
    private final TestClient cookies = application.browser();
    private final DraftBrowser key = new DraftBrowser(cookies);

    @Test
    void aScriptBindsItsSessionAndRefreshesItWithAProof() {
        Answer bound = bind(cookies, offer(cookies.signIn("alice")));

        assertThat(bound.status()).isEqualTo(204);
        assertThat(bound.body()).isEmpty();
        assertThat(application.manager().list("alice").get(0).binding())
                .contains(new Binding.Software(key.thumbprint()));
        application.clock.advance(Duration.ofMinutes(16));
        Answer refused = cookies.refresh();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json("code")).isEqualTo("PROOF_REQUIRED");
        assertThat(refused.json("binding")).isEqualTo("SOFTWARE");
        Answer refreshed = cookies.with(PROOF, proof(refused.json("challenge"))).refresh();
        assertThat(refreshed.status()).isEqualTo(204);
        assertThat(cookies.get("/api/me").body()).startsWith("alice,");
    }

    @Test
    void noBrowserRenewsItSoThatNoMarkerSaysSoAndTheAccessCookieLivesAsLongAsTheSession() {
        bind(cookies, offer(cookies.signIn("alice")));

        assertThat(cookies.jar()).doesNotContainKey("__Host-session-bound");
        assertThat(Long.parseLong(
                        cookies.kept("__Host-access-token").attributes().get("max-age")))
                .isGreaterThan(86_400);
    }

    @Test
    void g11CookiesThatAreReplayedFromAnotherClientBuyNothing() {
        bind(cookies, offer(cookies.signIn("alice")));
        TestClient thief = application.browser();
        thief.jar().putAll(cookies.jar());
        application.clock.advance(Duration.ofMinutes(16));

        Answer refused = thief.refresh();
        Answer forged = thief.with(
                        PROOF,
                        new DraftBrowser(thief).signed(PROVED, "{\"jti\":\"" + refused.json("challenge") + "\"}"))
                .refresh();

        assertThat(List.of(refused.status(), forged.status())).containsOnly(403);
        assertThat(forged.json("code")).isEqualTo("PROOF_REQUIRED");
        assertThat(thief.get("/api/me").status()).isEqualTo(401);
        assertThat(application.manager().list("alice")).hasSize(1);
    }

    @Test
    void aScriptBindsBearerTokensTooAndTheyStayBearerTokens() {
        TestClient client = application.client().with("Content-Type", "application/json");
        Answer signedIn = client.signIn("alice", BEARER);
        String offered = signedIn.header("dpop-nonce").orElseThrow();

        Answer bound = bind(client.with("Authorization", "Bearer " + signedIn.json("access_token")), offered);

        assertThat(bound.status()).isEqualTo(200);
        assertThat(bound.json("token_type")).isEqualTo("Bearer");
        assertThat(client.with("Authorization", "Bearer " + bound.json("access_token"))
                        .get("/api/me")
                        .body())
                .startsWith("alice,");
        String body = "{\"refresh_token\":\"" + bound.json("refresh_token") + "\"}";
        Answer refused = client.post("/session/refresh", body);
        assertThat(refused.json("binding")).isEqualTo("SOFTWARE");
        assertThat(client.with(PROOF, proof(refused.json("challenge")))
                        .post("/session/refresh", body)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPersonWhoNavigatesIsRenewedByThePagesScriptWhereTheRefreshTokenArrives() {
        TestApplication pages = start(setup -> {
            setup.sessions = sessions -> sessions.bindSessions().signInPage("/sign-in");
            setup.transports = List.of(TokenTransport.cookie(
                    CookieSettings.forCookie().refreshTokenPath("/").build()));
            return setup;
        });
        TestClient browser = pages.browser();
        bind(browser, offer(browser.signIn("alice")));
        pages.clock.advance(Duration.ofMinutes(16));

        Answer page = browser.with("Sec-Fetch-Mode", "navigate")
                .with("Sec-Fetch-Dest", "document")
                .with("Accept", "text/html")
                .get("/api/me");

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.body()).contains("/symbolon/renew.js");
        assertThat(pages.apiCalls).hasValue(0);
    }

    @Test
    void aRefusalSaysWhoseKeyHasToBeProved() {
        key.processSessionRegistration(cookies.signIn("alice"));
        assertThat(cookies.refresh().json("binding")).isEqualTo("DBSC");
    }

    private Answer bind(TestClient client, String challenge) {
        String header = "{\"alg\":\"ES256\",\"typ\":\"symbolon-proof+jwt\",\"jwk\":" + key.jwk() + "}";
        return client.with(PROOF, key.signed(header, "{\"jti\":\"" + challenge + "\"}"))
                .post("/session/bind", null);
    }

    private String proof(String challenge) {
        return key.signed(PROVED, "{\"jti\":\"" + challenge + "\"}");
    }

    /** The challenge of what a browser is offered. */
    private static String offer(Answer signedIn) {
        return signedIn.header("secure-session-registration").orElseThrow().replaceAll(".*challenge=\"|\"$", "");
    }
}
