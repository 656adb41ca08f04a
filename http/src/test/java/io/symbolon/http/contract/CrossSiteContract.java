package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.http.CookieSettings;
import io.symbolon.http.TokenTransport;
import io.symbolon.http.TokenTransports;
import io.symbolon.http.contract.TestClient.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public abstract class CrossSiteContract extends HttpContract {
    private final TestApplication application = start(setup -> {
        setup.sessions =
                sessions -> sessions.transports(TokenTransports.of(setup.transports.get(0), setup.transports.get(1))
                        .withAllowedOrigins("https://app.example.com"));
        return setup;
    });
    private final TestClient browser = application.browser();
    private final TestClient silent = browser.with("Sec-Fetch-Site", "");

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "unknown", "SAME-ORIGIN", ""})
    void unsafeRequestsWithCookiesOfAnotherSiteAreRefusedAtEveryEndpoint(String site) {
        browser.signIn("alice");
        TestClient attacker = browser.with("Sec-Fetch-Site", site);
        for (Answer answer : List.of(
                attacker.post("/session/refresh", null),
                attacker.post("/session/sign-out", null),
                attacker.post("/sessions/revoke-others", null),
                attacker.post("/sessions/revoke-all", null),
                attacker.delete("/sessions/" + "A".repeat(22)),
                attacker.post("/api/me", null),
                attacker.send("PUT", "/api/me", null),
                attacker.send("PATCH", "/page", null))) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json("code")).isEqualTo("CROSS_SITE");
            assertThat(answer.setCookies()).isEmpty();
        }
        assertThat(application.apiCalls).hasValue(0);
        assertThat(browser.refresh().status()).isEqualTo(204);
    }

    @Test
    void safeRequestsPassSoThatLinksOfOtherSitesWork() {
        browser.signIn("alice");
        TestClient followed = browser.with("Sec-Fetch-Site", "cross-site");
        assertThat(followed.get("/api/me").status()).isEqualTo(200);
        assertThat(followed.send("HEAD", "/api/me", null).status()).isEqualTo(200);
    }

    /** It is a GET that browsers let every site send, with cookies, and then talk. */
    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site: same-origin, 200",
        "Origin: https://app.example.com, 200",
        "Sec-Fetch-Site: cross-site, 403",
        "Sec-Fetch-Site: same-site, 403",
        "Origin: https://evil.example, 403",
        "Origin: null, 403",
        "Accept: */*, 403"
    })
    void aWebSocketWithCookiesIsOpenedByOwnPagesOnly(String header, int status) {
        browser.signIn("alice");
        assertThat(openWebSocket(header)).isEqualTo(status);
    }

    @Test
    void aPageOfThisMachineMayBePlainHttp() {
        browser.signIn("alice");
        assertThat(openWebSocket("Origin: " + application.origin())).isEqualTo(200);
        assertThat(openWebSocket("Origin: http://127.0.0.1")).isEqualTo(403);
    }

    /** The application's servlets do not switch protocols: who passes the filter is answered. */
    private int openWebSocket(String header) {
        return RawHttp.statusOf(
                application.port(),
                "GET /api/me HTTP/1.1\nConnection: Upgrade\nUpgrade: WebSocket\n" + header + "\nCookie: "
                        + browser.cookie("__Host-access-token"));
    }

    @Test
    void aPersonsOwnDoingPasses() {
        browser.signIn("alice");
        assertThat(browser.with("Sec-Fetch-Site", "none").post("/api/me", null).status())
                .isEqualTo(200);
    }

    @Test
    void withoutFetchMetadataTheOriginDecides() {
        browser.signIn("alice");
        String own = "https://127.0.0.1:" + application.port();
        assertThat(silent.with("Origin", own).post("/api/me", null).status()).isEqualTo(200);
        assertThat(silent.with("Origin", "https://app.example.com")
                        .post("/api/me", null)
                        .status())
                .isEqualTo(200);
        for (String foreign : List.of(
                "https://evil.example",
                "null",
                "http://app.example.com",
                "https://app.example.com.evil.example",
                "https://app.example.com:8443",
                "https://127.0.0.1",
                application.origin())) {
            assertThat(silent.with("Origin", foreign).post("/api/me", null).status())
                    .as(foreign)
                    .isEqualTo(403);
        }
    }

    @Test
    void anAllowedOriginMayBeAnotherSite() {
        browser.signIn("alice");
        TestClient page = browser.with("Origin", "https://app.example.com");
        assertThat(page.with("Sec-Fetch-Site", "cross-site").refresh().status()).isEqualTo(204);
        assertThat(page.with("Sec-Fetch-Site", "same-site").refresh().status()).isEqualTo(204);
    }

    @Test
    void theOwnOriginDoesNotOverruleFetchMetadata() {
        browser.signIn("alice");
        String own = "https://127.0.0.1:" + application.port();
        assertThat(browser.with("Origin", own)
                        .with("Sec-Fetch-Site", "cross-site")
                        .refresh()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anUnsafeRequestThatDoesNotSayFromWhereIsRefused() {
        browser.signIn("alice");
        assertThat(silent.post("/api/me", null).status()).isEqualTo(403);
        assertThat(silent.refresh().status()).isEqualTo(403);
    }

    @Test
    void aFormPostOfAnotherSiteWithATokenInItsBodyIsNoBearerClient() {
        browser.signIn("alice");
        TestClient form = browser.with("Sec-Fetch-Site", "cross-site").with("Origin", "https://evil.example");
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            Answer answer = form.with("Content-Type", type).post("/session/sign-out", "{\"refresh_token\":\"x\"}");
            assertThat(answer.status()).as(type).isEqualTo(403);
        }
        assertThat(application.manager().list("alice")).hasSize(1);
    }

    @Test
    void aMethodOverrideIsNotHeeded() {
        browser.signIn("alice");
        TestClient attacker = browser.with("Sec-Fetch-Site", "cross-site");
        for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            assertThat(attacker.with(header, "GET").post("/api/me", null).status())
                    .isEqualTo(403);
            assertThat(attacker.with(header, "POST")
                            .get("/session/sign-out?_method=POST")
                            .status())
                    .isEqualTo(405);
        }
        assertThat(application.manager().list("alice")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: same-origin\nSec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: cross-site\nSec-Fetch-Site: same-origin",
                "Origin: https://app.example.com\nOrigin: https://evil.example",
                "Sec-Fetch-Site: same-origin\nOrigin: https://app.example.com\nOrigin: https://evil.example"
            })
    void whatIsSaidTwiceIsNotBelieved(String headers) {
        browser.signIn("alice");
        String answer = RawHttp.send(
                application.port(),
                "POST /session/refresh HTTP/1.1\nContent-Length: 0\n" + headers + "\nCookie: "
                        + browser.cookie("__Secure-refresh-token"),
                "");
        assertThat(RawHttp.status(answer)).isEqualTo(403);
    }

    @Test
    void aForgedSignInDoesNotPutTheVictimIntoTheAttackersAccount() {
        Answer answer = browser.with("Sec-Fetch-Site", "cross-site").signIn("attacker");
        assertThat(answer.json("code")).isEqualTo("CROSS_SITE");
        assertThat(answer.setCookies()).isEmpty();
        assertThat(application.manager().list("attacker")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", ""})
    void aSignInThatAProviderSentBackPassesWhereTheApplicationSaysSo(String site) {
        TestClient returning = browser.with("Sec-Fetch-Site", site);
        assertThat(returning.get("/sign-in?subject=alice").status()).isEqualTo(403);
        assertThat(returning.get("/sign-in?subject=alice&unchecked=1").status()).isEqualTo(200);
        assertThat(browser.get("/api/me").body()).startsWith("alice,");
    }

    @Test
    void bearerClientsNeedNeitherHeader() {
        String token = application.client().signIn("alice", 1).json("access_token");
        TestClient phone = application.client().with("Authorization", "Bearer " + token);
        assertThat(phone.post("/api/me", null).status()).isEqualTo(200);
        assertThat(phone.post("/sessions/revoke-others", null).status()).isEqualTo(200);
    }

    @Test
    void aBrokenBearerTokenIsNoWayAroundTheGuard() {
        browser.signIn("alice");
        TestClient attacker = browser.with("Sec-Fetch-Site", "cross-site").with("Authorization", "Basic eDp5");
        assertThat(attacker.post("/api/me", null).status()).isEqualTo(403);
        TestClient bearer = attacker.with("Authorization", "Bearer x");
        assertThat(bearer.post("/api/me", null).status()).isEqualTo(401);
        assertThat(bearer.post("/session/sign-out", null).status()).isEqualTo(403);
    }

    @Test
    void plainHttpIsAnOwnOriginOnlyWhereCookiesAreNotSecure() {
        CookieSettings insecure = CookieSettings.forCookie()
                .accessTokenName("at")
                .refreshTokenName("rt")
                .secure(false)
                .build();
        try (TestApplication development = start(setup -> {
            setup.transports = List.of(TokenTransport.cookie(insecure));
            return setup;
        })) {
            TestClient page = development.client().with("Origin", development.origin());
            assertThat(page.signIn("alice").setCookies()).hasSize(2).noneMatch(cookie -> cookie.contains("Secure"));
            assertThat(page.refresh().status()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.example.com", "https://app.example.com/", "https://App.example.com", "*", "null", ""})
    void whatIsNoOriginIsRefused(String origin) {
        TokenTransports transports = TokenTransports.of(TokenTransport.cookie());
        assertThatIllegalArgumentException().isThrownBy(() -> transports.withAllowedOrigins(origin));
    }
}
