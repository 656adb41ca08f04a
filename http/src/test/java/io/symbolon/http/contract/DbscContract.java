package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.Binding;
import io.symbolon.UserSession;
import io.symbolon.http.TokenTransport;
import io.symbolon.http.contract.TestClient.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Device Bound Session Credentials: what a browser that follows the draft gets, and a thief of its cookies does not. */
public abstract class DbscContract extends HttpContract {
    private static final String ACCESS = "__Host-access-token";
    private static final String REFRESH = "__Secure-refresh-token";
    private static final String MARKER = "__Host-session-bound";

    private TestApplication application = start(setup -> {
        setup.sessions = sessions -> sessions.bindSessions().signInPage("/sign-in");
        return setup;
    });
    private TestClient cookies = application.browser();
    private DraftBrowser browser = new DraftBrowser(cookies);

    @Test
    void aBrowserBindsItsSessionAtTheSignInAndRenewsItFromThenOn() {
        signIn();

        assertThat(browser.hasSession()).isTrue();
        UserSession session = session();
        assertThat(session.binding()).contains(new Binding.Dbsc(browser.thumbprint()));
        assertThat(browser.identifier()).isEqualTo(session.id().toString());
        for (int i = 0; i < 3; i++) {
            letTheAccessTokenExpire();
            assertThat(browser.get("/api/me").body()).startsWith("alice,");
        }
        assertThat(browser.refreshStatuses()).containsExactly(403, 204, 403, 204, 403, 204);
    }

    @Test
    void theOfferHasTheFormOfTheDraft() {
        Answer signedIn = cookies.signIn("alice");

        assertThat(signedIn.header("secure-session-registration").orElseThrow())
                .matches("\\(ES256 RS256\\);path=\"/session/bind\";challenge=\"[A-Za-z0-9_-]+\"");
        assertThat(session().binding())
                .as("a browser that does not know it leaves it out")
                .isEmpty();
        assertThat(cookies.get("/api/me").body()).startsWith("alice,");
        assertThat(cookies.refresh().status()).isEqualTo(204);
    }

    @Test
    void theInstructionsHaveTheFormOfTheDraft() {
        Answer registered =
                browser.processSessionRegistration(cookies.signIn("alice")).orElseThrow();

        assertThat(registered.status()).isEqualTo(200);
        assertThat(registered.header("content-type").orElseThrow()).startsWith("application/json");
        assertThat(registered.header("cache-control")).contains("no-store");
        assertThat(registered.body())
                .isEqualTo("{\"session_identifier\":\"" + session().id()
                        + "\",\"refresh_url\":\"/session/refresh\",\"scope\":{\"include_site\":false,"
                        + "\"scope_specification\":[{\"type\":\"exclude\",\"path\":\"/session/bind\"},"
                        + "{\"type\":\"exclude\",\"path\":\"/session/sign-out\"},"
                        + "{\"type\":\"exclude\",\"path\":\"/symbolon\"}]},\"credentials\":[{\"type\":\"cookie\",\"name\":\""
                        + ACCESS + "\",\"attributes\":\"Path=/; Secure; HttpOnly; SameSite=Lax\"}]}");
    }

    @Test
    void aBoundAccessCookieLivesAsLongAsItsTokenAndAMarkerTellsScripts() {
        cookies.signIn("alice");
        assertThat(seconds(ACCESS)).as("until the session's end").isGreaterThan(86_400);
        assertThat(cookies.jar()).doesNotContainKey(MARKER);

        signIn();

        assertThat(seconds(ACCESS)).isBetween(880L, 900L);
        assertThat(seconds(REFRESH)).isGreaterThan(86_400);
        assertThat(cookies.kept(MARKER).attributes())
                .doesNotContainKey("httponly")
                .containsKey("secure");
        letTheAccessTokenExpire();
        browser.get("/api/me");
        assertThat(seconds(ACCESS)).isBetween(880L, 900L);
        assertThat(cookies.jar()).containsKey(MARKER);
    }

    @Test
    void g11ARefreshNeverOffersABinding() {
        cookies.signIn("alice");
        assertThat(cookies.refresh().header("secure-session-registration")).isEmpty();
        application.clock.advance(Duration.ofMinutes(1));

        Answer refreshed = cookies.refresh();

        assertThat(refreshed.status()).isEqualTo(204);
        assertThat(refreshed.header("secure-session-registration")).isEmpty();
    }

    @Test
    void aStepUpOffersItToASessionThatIsNotBoundAndToNoOther() {
        cookies.signIn("alice");
        Answer stepped = cookies.post("/api/prove", "code=1");
        assertThat(browser.processSessionRegistration(stepped)).isPresent();
        assertThat(session().binding()).isPresent();

        assertThat(cookies.post("/api/prove", "code=1").header("secure-session-registration"))
                .isEmpty();
        letTheAccessTokenExpire();
        assertThat(browser.get("/api/me").body()).startsWith("alice,");
    }

    @Test
    void g11CookiesThatAreReplayedFromAnotherBrowserAreWorthTheRestOfTheAccessTokensLife() {
        signIn();
        TestClient thief = application.browser();
        thief.jar().putAll(cookies.jar());
        assertThat(thief.get("/api/me").status()).isEqualTo(200);
        application.clock.advance(Duration.ofMinutes(16));

        assertThat(thief.get("/api/me").status()).isEqualTo(401);
        for (int i = 0; i < 3; i++) {
            Answer refused = thief.refresh();
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.json("code")).isEqualTo("PROOF_REQUIRED");
            assertThat(refused.json("action")).isEqualTo("RETRY");
            assertThat(refused.json("ends_session")).isEqualTo("false");
            assertThat(refused.setCookies()).isEmpty();
        }
        cookies.jar().remove(ACCESS);
        assertThat(browser.get("/api/me").body()).as("its own browser goes on").startsWith("alice,");
    }

    @Test
    void g11AThiefsOwnBrowserDoesNotBindWhatItStole() {
        cookies.signIn("alice");
        TestClient stolen = application.browser();
        stolen.jar().putAll(cookies.jar());
        DraftBrowser thief = new DraftBrowser(stolen);

        application.clock.advance(Duration.ofMinutes(1));
        assertThat(thief.processSessionRegistration(stolen.refresh())).isEmpty();
        Answer made = stolen.with("Secure-Session-Response", '"' + thief.registration("cv") + '"')
                .post("/session/bind", null);

        assertThat(made.status()).isEqualTo(400);
        assertThat(made.json("code")).isEqualTo("STALE_CHALLENGE");
        assertThat(session().binding()).isEmpty();
    }

    @Test
    void g11ARegistrationWithoutTheSessionsCookieBindsNothing() {
        Answer signedIn = cookies.signIn("alice");
        TestClient without = application.browser();

        Answer refused =
                new DraftBrowser(without).processSessionRegistration(signedIn).orElseThrow();

        assertThat(refused.status()).isEqualTo(401);
        assertThat(session().binding()).isEmpty();
    }

    @Test
    void theKeyIsSetOnce() {
        Answer signedIn = cookies.signIn("alice");
        browser.processSessionRegistration(signedIn);
        DraftBrowser other = new DraftBrowser(cookies);

        Answer refused = other.processSessionRegistration(signedIn).orElseThrow();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json("code")).isEqualTo("ALREADY_BOUND");
        assertThat(session().binding()).contains(new Binding.Dbsc(browser.thumbprint()));
    }

    @Test
    void aBrowserWhoseSessionIsOverHears401AndForgetsAll() {
        signIn();
        application.manager().revokeAll("alice");
        letTheAccessTokenExpire();

        assertThat(browser.get("/api/me").status()).isEqualTo(401);

        assertThat(browser.refreshStatuses()).containsExactly(401);
        assertThat(browser.hasSession()).isFalse();
        assertThat(cookies.jar()).isEmpty();
    }

    @Test
    void aFaultOfTheStorageIs503AndTheBindingLives() {
        signIn();
        letTheAccessTokenExpire();
        application.storage.cut();

        Answer answer = browser.get("/api/me");

        assertThat(browser.refreshStatuses()).containsExactly(503);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json("action")).isEqualTo("RETRY");
        assertThat(answer.header("retry-after")).isPresent();
        assertThat(answer.setCookies()).isEmpty();
        application.storage.restore();
        assertThat(browser.get("/api/me").body()).startsWith("alice,");
    }

    @Test
    void aGuardThatRefusesNeitherEndsTheBrowsersBindingNorTheSession() {
        application.close();
        application = start(setup -> {
            setup.sessions = sessions -> sessions.bindSessions();
            setup.manager = manager -> manager.contextGuard((session, context) -> false);
            return setup;
        });
        cookies = application.browser();
        browser = new DraftBrowser(cookies);
        signIn();
        letTheAccessTokenExpire();

        browser.get("/api/me");

        assertThat(browser.refreshStatuses()).containsExactly(403, 503);
        assertThat(browser.hasSession()).isTrue();
        assertThat(cookies.jar()).containsKey(REFRESH);
    }

    @Test
    void aTokenThatWasSupersededNeitherEndsTheBrowsersBindingNorTheSession() {
        Answer signedIn = cookies.signIn("alice");
        TestClient.Kept before = cookies.kept(REFRESH);
        browser.processSessionRegistration(signedIn);
        TestClient.Kept after = cookies.kept(REFRESH);
        cookies.jar().put(REFRESH, before);
        cookies.jar().remove(ACCESS);

        assertThat(browser.get("/api/me").status()).isEqualTo(503);
        assertThat(browser.refreshStatuses()).containsExactly(403, 503);
        cookies.jar().put(REFRESH, after);
        assertThat(browser.get("/api/me").body()).startsWith("alice,");
    }

    @Test
    void anotherKeyIsToldAfterThreeSignaturesThatItHasToSignInAndTheSessionGoesOn() {
        signIn();
        browser.replaceKey();
        letTheAccessTokenExpire();

        assertThat(browser.get("/api/me").status()).isEqualTo(401);

        assertThat(browser.refreshStatuses()).containsExactly(403, 403, 403, 401);
        assertThat(browser.hasSession()).isFalse();
        assertThat(cookies.jar()).isEmpty();
        assertThat(application.manager().list("alice")).hasSize(1);
        signIn();
        assertThat(cookies.get("/api/me").body()).as("a new sign-in works").startsWith("alice,");
    }

    @Test
    void aClientThatSaysThatItsKeyIsLostHasToSignIn() {
        signIn();
        letTheAccessTokenExpire();

        Answer answer = cookies.with("Symbolon-Key-Lost", "?1").refresh();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json("code")).isEqualTo("KEY_LOST");
        assertThat(answer.json("action")).isEqualTo("SIGN_IN");
        assertThat(cookies.jar()).isEmpty();
        assertThat(application.manager().list("alice")).hasSize(1);
    }

    @Test
    void anotherSiteCannotSayThatTheKeyIsLost() {
        signIn();

        Answer answer = cookies.with("Sec-Fetch-Site", "cross-site")
                .with("Symbolon-Key-Lost", "?1")
                .refresh();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json("code")).isEqualTo("CROSS_SITE");
        assertThat(cookies.jar()).containsKey(REFRESH);
    }

    @Test
    void aPageWhoseBrowserHasNotRenewedTheTokenYetRetriesAndIsNeverSentToTheSignIn() {
        signIn();
        cookies.jar().remove(ACCESS);

        Answer script = cookies.get("/api/me");
        assertThat(script.status()).isEqualTo(503);
        assertThat(script.json("code")).isEqualTo("BOUND_TOKEN_MISSING");
        assertThat(script.json("action")).isEqualTo("RETRY");
        assertThat(script.header("retry-after")).isPresent();
        Answer page = person().get("/api/me");
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.header("retry-after")).isPresent();
        assertThat(page.header("location")).isEmpty();
        assertThat(page.body()).as("a way on without a working key").contains("/sign-in");
        cookies.jar().remove(MARKER);
        assertThat(cookies.with("Secure-Session-Skipped", "unreachable;session_identifier=\"x\"")
                        .get("/api/me")
                        .json("action"))
                .isEqualTo("RETRY");
    }

    @Test
    void aNewSignInTakesThePlaceOfABoundSessionWhoseBrowserLostIt() {
        signIn();
        browser.forgetSession();
        cookies.jar().remove(ACCESS);
        assertThat(browser.get("/api/me").status()).isEqualTo(503);

        cookies.signIn("bob");

        assertThat(cookies.jar()).doesNotContainKey(MARKER);
        assertThat(cookies.get("/api/me").body()).startsWith("bob,");
    }

    @Test
    void aBrowserThatStillKeepsTheSessionOfASignInBeforeLetsItGo() {
        signIn();
        String former = browser.identifier();
        TestClient same =
                cookies.with("Sec-Secure-Session-Id", '"' + former + '"').with("Sec-Fetch-Site", "");
        cookies.signIn("bob");
        TestClient.Kept ofBob = cookies.kept(REFRESH);

        Answer refused = same.post("/session/refresh", null);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.setCookies()).isEmpty();
        assertThat(cookies.kept(REFRESH)).isEqualTo(ofBob);
        assertThat(cookies.refresh().status()).isEqualTo(204);
    }

    @Test
    void g11ATokenThatIsBoundToItsCookieIsGoodThereOnly() {
        signIn();
        String token = cookies.value(ACCESS);
        TestClient bearer = application.client().with("Authorization", "Bearer " + token);

        for (Answer answer :
                List.of(bearer.get("/api/me"), bearer.get("/sessions"), bearer.post("/sessions/revoke-all", null))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json("code")).isEqualTo("BOUND_TO_COOKIE");
        }
        assertThat(cookies.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void aRegistrationNeedsOneProofOfABrowsersKind() {
        cookies.signIn("alice");
        String proof = browser.registration(application.manager().dpopNonce());

        for (TestClient wrong : List.of(
                cookies,
                cookies.with("Secure-Session-Response", '"' + proof),
                cookies.with("DPoP", proof),
                cookies.with("Secure-Session-Response", '"' + proof + '"').with("Symbolon-Proof", proof))) {
            Answer answer = wrong.post("/session/bind", null);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json("code")).isEqualTo("PROOF_MISSING");
        }
        Answer bearer = application
                .client()
                .with("Authorization", "Bearer " + cookies.value(ACCESS))
                .with("Secure-Session-Response", '"' + proof + '"')
                .post("/session/bind", null);
        assertThat(bearer.json("code")).isEqualTo("PROOF_MISSING");
    }

    @Test
    void signingOutOfABoundSessionClearsItsMarkerToo() {
        signIn();

        assertThat(cookies.post("/session/sign-out", null).status()).isEqualTo(204);

        assertThat(cookies.jar()).isEmpty();
    }

    @Test
    void whereItIsNotSwitchedOnNothingIsOfferedAndTheEndpointIsNotFound() {
        application.close();
        application = start();
        cookies = application.browser();

        assertThat(cookies.signIn("alice").header("secure-session-registration"))
                .isEmpty();
        assertThat(cookies.post("/session/bind", null).status()).isEqualTo(404);
    }

    @Test
    void anApplicationWithAPathOfItsOwnOffersItThere() {
        application.close();
        application = start(setup -> {
            setup.sessions =
                    sessions -> sessions.bindSessions().externalBase(URI.create("https://app.example.com/shop"));
            setup.transports = List.of(TokenTransport.cookie());
            return setup;
        });

        Optional<String> offer = application.browser().signIn("alice").header("secure-session-registration");

        assertThat(offer.orElseThrow()).contains("path=\"/shop/session/bind\"");
    }

    private void signIn() {
        Answer registered =
                browser.processSessionRegistration(cookies.signIn("alice")).orElseThrow();
        assertThat(registered.status()).isEqualTo(200);
    }

    private void letTheAccessTokenExpire() {
        application.clock.advance(Duration.ofMinutes(16));
        cookies.jar().remove(ACCESS);
    }

    private TestClient person() {
        return cookies.with("Sec-Fetch-Mode", "navigate")
                .with("Sec-Fetch-Dest", "document")
                .with("Accept", "text/html");
    }

    private UserSession session() {
        return application.manager().list("alice").get(0);
    }

    private long seconds(String cookie) {
        return Long.parseLong(cookies.kept(cookie).attributes().getOrDefault("max-age", "-1"));
    }
}
