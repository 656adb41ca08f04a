package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.ClientPolicy;
import io.symbolon.JwsAlgorithm;
import io.symbolon.RefreshRotation;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import io.symbolon.SigningKeys;
import io.symbolon.http.CookieSettings;
import io.symbolon.http.TokenTransport;
import io.symbolon.http.contract.TestClient.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** G13: whatever cookies a browser holds, each answer leads on, a sign-out succeeds, and a new sign-in works. */
public abstract class LockoutContract extends HttpContract {
    private static final String ACCESS = "__Host-access-token";
    private static final String REFRESH = "__Secure-refresh-token";

    private final TestApplication application = start();
    private final TestClient browser = application.browser();

    @Test
    void g13CookiesOfReplacedKeysAreNotInTheWayOfASignOutNorASignIn() {
        browser.signIn("alice");
        TestApplication renewed = start(setup -> {
            setup.manager = builder -> builder.refreshTokenKeys(RefreshTokenKeys.generate());
            setup.signingKeys = SigningKeys.generate(JwsAlgorithm.ES256);
            return setup;
        });
        String old = browser.cookie(ACCESS) + "; " + browser.cookie(REFRESH);
        TestClient stranded = renewed.browser().with("Cookie", old);

        assertThat(stranded.get("/api/me").json("action")).isEqualTo("REFRESH");
        assertThat(stranded.refresh().json("action")).isIn("RETRY", "SIGN_IN");
        Answer signOut = stranded.post("/session/sign-out", null);
        assertThat(signOut.status()).isEqualTo(204);
        assertThat(signOut.setCookies()).hasSize(2).allMatch(cookie -> cookie.contains("Max-Age=0"));
        assertThat(stranded.post("/session/leave", null).status()).isEqualTo(200);
        assertThat(stranded.signIn("alice").status()).isEqualTo(200);
    }

    @Test
    void g13ATokenOfAKeyThatIsGoneForGoodAsksToSignInAndIsForgotten() {
        browser.signIn("alice");
        TestApplication renewed = start(setup -> {
            setup.manager = builder ->
                    builder.refreshTokenKeys(RefreshTokenKeys.generate()).keyRollOut(Duration.ofMinutes(10));
            return setup;
        });
        TestClient stranded = renewed.browser().with("Cookie", browser.cookie(REFRESH));
        Answer soon = stranded.refresh();
        assertThat(soon.status()).isEqualTo(503);
        assertThat(soon.json("action")).isEqualTo("RETRY");
        assertThat(soon.setCookies()).isEmpty();

        renewed.clock.advance(Duration.ofMinutes(11));

        Answer late = stranded.refresh();
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.json("action")).isEqualTo("SIGN_IN");
        assertThat(late.json("ends_session")).isEqualTo("true");
        assertThat(late.setCookies()).hasSize(2).allMatch(cookie -> cookie.contains("Max-Age=0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "symbolon_rt_", "symbolon_rt_AAAA", "%00", "\"x\"", "a b"})
    void g13ADamagedRefreshTokenIsForgottenByRefreshAndSignOut(String value) {
        TestClient damaged = application.browser().with("Cookie", REFRESH + "=" + value);

        Answer refresh = damaged.refresh();
        assertThat(refresh.status()).isEqualTo(401);
        assertThat(refresh.json("action")).isEqualTo("SIGN_IN");
        assertThat(refresh.setCookies()).hasSize(2).allMatch(cookie -> cookie.contains("Max-Age=0"));
        Answer signOut = damaged.post("/session/sign-out", null);
        assertThat(signOut.status()).isEqualTo(204);
        assertThat(signOut.setCookies()).hasSize(2).allMatch(cookie -> cookie.contains("Max-Age=0"));
    }

    @Test
    void g13AnExpiredAccessTokenAloneSignsOut() {
        browser.signIn("alice");
        application.clock.advance(Duration.ofMinutes(16));
        TestClient late = application.browser().with("Cookie", browser.cookie(ACCESS));

        assertThat(late.post("/session/sign-out", null).status()).isEqualTo(204);

        assertThat(application.manager().list("alice")).isEmpty();
    }

    @Test
    void g13AStorageFaultIsTheOnlyReasonWhyASignOutHasToBeTriedAgain() {
        browser.signIn("alice");
        application.storage.cut();
        Answer answer = browser.post("/session/sign-out", null);
        assertThat(answer.json("action")).isEqualTo("RETRY");
        assertThat(answer.setCookies()).isEmpty();
        application.storage.restore();
        assertThat(browser.post("/session/sign-out", null).status()).isEqualTo(204);
        assertThat(application.manager().list("alice")).isEmpty();
    }

    @Test
    void ofTwoRefreshTokensOfOneSessionTheNewestCounts() {
        browser.signIn("alice");
        String old = browser.cookie(REFRESH);
        browser.refresh();
        application.clock.advance(Duration.ofMinutes(2));
        browser.refresh();
        application.clock.advance(Duration.ofMinutes(2));
        String newest = browser.cookie(REFRESH);

        for (String cookies : List.of(old + "; " + newest, newest + "; " + old)) {
            Answer answer = application.browser().with("Cookie", cookies).refresh();
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.setCookies())
                    .anyMatch(cookie -> cookie.startsWith(REFRESH + "=;") && cookie.contains("Path=/;"));
        }
        assertThat(application.manager().list("alice")).hasSize(1);
    }

    @Test
    void refreshTokensThatAreNotOursArePassedOver() {
        browser.signIn("alice");
        for (String tossed : List.of("garbage", "symbolon_rt_" + "A".repeat(82), damaged(browser.value(REFRESH)))) {
            TestClient client =
                    application.browser().with("Cookie", REFRESH + "=" + tossed + "; " + browser.cookie(REFRESH));
            assertThat(client.refresh().status()).as(tossed).isEqualTo(204);
        }
    }

    @Test
    void ofTwoSessionsTheOneThatTheSignedAccessCookieNamesCountsEvenIfItHasExpired() {
        TestClient attacker = application.browser();
        attacker.signIn("mallory");
        browser.signIn("alice");
        SessionId alices = application.manager().list("alice").get(0).id();
        application.clock.advance(Duration.ofMinutes(16));

        for (String refresh : List.of(
                attacker.cookie(REFRESH) + "; " + browser.cookie(REFRESH),
                browser.cookie(REFRESH) + "; " + attacker.cookie(REFRESH))) {
            TestClient client = application.browser().with("Cookie", browser.cookie(ACCESS) + "; " + refresh);
            Answer answer = client.refresh();
            assertThat(answer.status()).isEqualTo(204);
            String access = answer.setCookies().stream()
                    .map(TestClient::parse)
                    .filter(cookie -> cookie.name().equals(ACCESS))
                    .findFirst()
                    .orElseThrow()
                    .value();
            assertThat(application.manager().verify(access).sessionId()).isEqualTo(alices);
        }
    }

    @Test
    void whereNothingSaysWhichSessionCountsTheCookiesGoAndASignInHelps() {
        TestClient attacker = application.browser();
        attacker.signIn("mallory");
        browser.signIn("alice");
        TestClient both =
                application.browser().with("Cookie", attacker.cookie(REFRESH) + "; " + browser.cookie(REFRESH));

        Answer answer = both.refresh();

        assertThat(answer.json("action")).isEqualTo("SIGN_IN");
        assertThat(answer.json("ends_session")).isEqualTo("true");
        assertThat(answer.setCookies())
                .anyMatch(cookie -> cookie.startsWith(REFRESH + "=;") && cookie.contains("Path=/session;"))
                .anyMatch(cookie -> cookie.startsWith(REFRESH + "=;") && cookie.contains("Path=/;"))
                .allMatch(cookie -> cookie.contains("Max-Age=0"));
        assertThat(both.post("/session/sign-out", null).status()).isEqualTo(204);
        assertThat(application.manager().list("alice")).isEmpty();
        assertThat(both.signIn("alice").status()).isEqualTo(200);
    }

    @Test
    void cookiesAtFormerPathsAreClearedAtSignInRefreshAndSignOut() {
        TestApplication moved = start(setup -> {
            setup.transports = List.of(TokenTransport.cookie(CookieSettings.forCookie()
                    .refreshTokenPath("/")
                    .formerPaths("/old", "/session")
                    .build()));
            return setup;
        });
        TestClient client = moved.browser();
        for (Answer answer :
                List.of(client.signIn("alice"), client.refresh(), client.post("/session/sign-out", null))) {
            assertThat(answer.setCookies().stream()
                            .filter(cookie -> cookie.startsWith(REFRESH + "=;"))
                            .map(TestClient::parse)
                            .map(TestClient.Kept::path))
                    .contains("/old", "/session");
        }
    }

    @Test
    void twoApplicationsOfOneHostCanBothBeSignedIn() {
        TestApplication shop = named("shop");
        TestApplication blog = named("blog");
        TestClient alice = shop.browser();
        alice.signIn("alice");
        TestClient bob = blog.browser();
        bob.signIn("bob");
        String jar = String.join(
                "; ",
                alice.cookie("__Host-shop-access-token"),
                alice.cookie("__Secure-shop-refresh-token"),
                bob.cookie("__Host-blog-access-token"),
                bob.cookie("__Secure-blog-refresh-token"));

        TestClient both = shop.browser().with("Cookie", jar);
        assertThat(both.get("/api/me").body()).startsWith("alice,");
        assertThat(both.refresh().status()).isEqualTo(204);
        TestClient there = blog.browser().with("Cookie", jar);
        assertThat(there.get("/api/me").body()).startsWith("bob,");
        Answer signOut = there.post("/session/sign-out", null);
        assertThat(signOut.setCookies()).isNotEmpty().noneMatch(cookie -> cookie.contains("shop"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "note=\"abc; ",
                "note=\"abc; p=\"x\"; ",
                "prefs={\"theme\":\"dark\",\"n\":[1,2]}; ",
                "n=two words; ",
                "n=a,b; ",
                "n=\u00f6; ",
                "n=\u0001; ",
                "flag; ",
                "=x; ",
                "$Version=1; ",
                "a=b;",
                "p=C:\\x; ",
                "a=b\tc; ",
                ";;; ",
                "MANY",
                "TOO MANY"
            })
    void whatAnotherApplicationOfTheHostHasSetDoesNotHideOurs(String neighbour) {
        browser.signIn("alice");
        String before = switch (neighbour) {
            case "MANY" -> "n=1; ".repeat(150);
            case "TOO MANY" -> "n=1; ".repeat(250);
            default -> neighbour;
        };
        String answer = RawHttp.send(
                application.port(), "GET /api/me HTTP/1.1\nCookie: " + before + browser.cookie(ACCESS), "");
        // Some servers fail at these before anybody looks at them: Undertow reads cookies for its own sessions, Tomcat
        // counts them.
        boolean mayBeTheServers =
                neighbour.contains("\u0001") || neighbour.contains("\u00f6") || neighbour.equals("TOO MANY");
        assertThat(RawHttp.status(answer)).isIn(mayBeTheServers ? List.of(200, 400, 500) : List.of(200));
    }

    /** As the JDK's CookieManager sends cookies that have a Max-Age. */
    @Test
    void quotationMarksAroundAValueAreNotPartOfIt() {
        browser.signIn("alice");
        String quoted = browser.cookie(ACCESS).replaceFirst("=(.*)", "=\"$1\"");

        String answer = RawHttp.send(
                application.port(), "GET /api/me HTTP/1.1\nCookie: $Version=\"1\"; " + quoted + ";$Path=\"/\"", "");

        assertThat(RawHttp.status(answer)).isEqualTo(200);
    }

    @Test
    void cookiesMayEndWithTheBrowser() {
        TestApplication forgetful = start(setup -> {
            setup.transports = List.of(TokenTransport.cookie(
                    CookieSettings.forCookie().persistent(false).build()));
            return setup;
        });
        TestClient client = forgetful.browser();
        assertThat(client.signIn("alice").setCookies())
                .hasSize(2)
                .noneMatch(cookie -> cookie.contains("Max-Age") || cookie.contains("Expires"));
        assertThat(client.refresh().status()).isEqualTo(204);
        assertThat(client.post("/session/sign-out", null).setCookies())
                .allMatch(cookie -> cookie.contains("Max-Age=0"));
    }

    @Test
    void theCookiesOfSomeClientsMayEndWithTheBrowser() {
        TestApplication shop = start(setup -> {
            setup.transports = List.of(
                    TokenTransport.cookie(CookieSettings.forCookie()
                            .untilBrowserCloses("borrowed")
                            .build()),
                    TokenTransport.splitCookie(CookieSettings.forSplitCookie()
                            .untilBrowserCloses("borrowed")
                            .build()));
            setup.manager = manager -> manager.rotation(RefreshRotation.strict())
                    .client(
                            "borrowed",
                            ClientPolicy.defaults()
                                    .withLifetime(SessionLifetime.of(Duration.ofHours(1), Duration.ofHours(8))))
                    .client("own", ClientPolicy.defaults());
            return setup;
        });
        for (int transport = 0; transport < 2; transport++) {
            TestClient borrowed = shop.browser();
            assertThat(borrowed.post("/sign-in?subject=alice&client=borrowed&transport=" + transport, null)
                            .setCookies())
                    .hasSizeGreaterThan(1)
                    .noneMatch(cookie -> cookie.contains("Max-Age") || cookie.contains("Expires"));
            assertThat(borrowed.refresh().setCookies())
                    .as("as long as the session goes on")
                    .hasSizeGreaterThan(1)
                    .noneMatch(cookie -> cookie.contains("Max-Age") || cookie.contains("Expires"));
            assertThat(borrowed.post("/api/prove", "code=1").setCookies())
                    .as("a step-up too")
                    .hasSizeGreaterThan(1)
                    .noneMatch(cookie -> cookie.contains("Max-Age") || cookie.contains("Expires"));

            TestClient own = shop.browser();
            assertThat(own.post("/sign-in?subject=alice&client=own&transport=" + transport, null)
                            .setCookies())
                    .hasSizeGreaterThan(1)
                    .allMatch(cookie -> cookie.contains("Max-Age"));
        }
    }

    @Test
    void anAccessCookieThatIsMissingWhileTheRefreshCookieArrivesAsksForARefresh() {
        TestApplication rooted = start(setup -> {
            setup.transports = List.of(TokenTransport.cookie(
                    CookieSettings.forCookie().refreshTokenPath("/").build()));
            return setup;
        });
        TestClient client = rooted.browser();
        client.signIn("alice");
        client.jar().remove(ACCESS);
        Answer answer = client.get("/api/me");
        assertThat(answer.json("code")).isEqualTo("ACCESS_TOKEN_MISSING");
        assertThat(answer.json("action")).isEqualTo("REFRESH");
        assertThat(client.refresh().status()).isEqualTo(204);
        assertThat(client.get("/api/me").status()).isEqualTo(200);
    }

    private TestApplication named(String name) {
        return start(setup -> {
            setup.transports = List.of(TokenTransport.cookie(
                    CookieSettings.forCookie().application(name).build()));
            return setup;
        });
    }
}
