package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.http.contract.TestClient.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

public abstract class HostileRequestContract extends HttpContract {
    private static final int BEARER = 1;

    private final TestApplication application = start(setup -> {
        setup.filteredPaths = List.of("/*");
        return setup;
    });
    private final TestClient browser = application.browser();

    @BeforeEach
    void signIn() {
        browser.signIn("alice");
    }

    @ParameterizedTest
    @MethodSource("io.symbolon.http.contract.HostilePaths#ofTheRefresh")
    void aPathThatIsNotWrittenPlainlyIsNoEndpoint(String path) {
        String answer = RawHttp.send(
                application.port(),
                "POST " + path + " HTTP/1.1\nSec-Fetch-Site: same-origin\nContent-Length: 0\nCookie: "
                        + browser.cookie("__Secure-refresh-token"),
                "");
        assertThat(RawHttp.status(answer)).isBetween(400, server().worstStatusOfAPath());
        assertThat(answer).doesNotContainIgnoringCase("set-cookie");
    }

    @ParameterizedTest
    @MethodSource("io.symbolon.http.contract.HostilePaths#aroundTheFilter")
    void noWayOfWritingAPathLeadsAroundTheFilter(String path) {
        RawHttp.send(application.port(), "GET " + path + " HTTP/1.1", "");
        assertThat(application.apiCalls).hasValue(0);
    }

    @Test
    void cookiesOfTwoSessionsAreClearedBecauseANeighbourHostMayHaveSetOne() {
        TestClient attacker = application.browser();
        attacker.signIn("mallory");
        String victims = browser.cookie("__Secure-refresh-token");
        String tossed = attacker.cookie("__Secure-refresh-token");

        for (String cookies : List.of(tossed + "; " + victims, victims + "; " + tossed)) {
            Answer answer = application.browser().with("Cookie", cookies).refresh();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json("code")).isEqualTo("AMBIGUOUS_SESSION");
            assertThat(answer.json("action")).isEqualTo("SIGN_IN");
            assertThat(answer.setCookies()).isNotEmpty().allMatch(cookie -> cookie.contains("Max-Age=0"));
        }
        String access = browser.cookie("__Host-access-token") + "; " + attacker.cookie("__Host-access-token");
        assertThat(application.browser().with("Cookie", access).get("/api/me").status())
                .isEqualTo(401);
        assertThat(application.apiCalls).hasValue(0);
    }

    @Test
    void aSignInNeverGoesOnWithASessionThatTheBrowserBrought() {
        String planted = browser.value("__Secure-refresh-token");

        browser.signIn("bob");

        assertThat(application
                        .manager()
                        .verify(browser.value("__Host-access-token"))
                        .subject())
                .isEqualTo("bob");
        assertThat(browser.value("__Secure-refresh-token")).isNotEqualTo(planted);
        assertThat(application.manager().list("bob")).hasSize(1);
    }

    @Test
    void twoCookieHeadersAreNoWayAroundThat() {
        TestClient attacker = application.browser();
        attacker.signIn("mallory");
        String answer = RawHttp.send(
                application.port(),
                "GET /api/me HTTP/1.1\nCookie: " + browser.cookie("__Host-access-token") + "\nCookie: "
                        + attacker.cookie("__Host-access-token"),
                "");
        assertThat(RawHttp.status(answer)).isEqualTo(401);
    }

    @Test
    void theSameCookieTwiceHarmsNobody() {
        String cookie = browser.cookie("__Host-access-token");
        assertThat(browser.with("Cookie", cookie + "; " + cookie).get("/api/me").status())
                .isEqualTo(200);
    }

    @Test
    void cookiesOfAnotherNameOrCaseAreNotOurs() {
        String value = browser.value("__Host-access-token");
        for (String name :
                List.of("__host-access-token", "__HOST-ACCESS-TOKEN", "access-token", "$Host-access-token")) {
            assertThat(application
                            .browser()
                            .with("Cookie", name + "=" + value)
                            .get("/api/me")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void twoAuthorizationHeadersAreRefused() {
        String token = browser.value("__Host-access-token");
        String answer = RawHttp.send(
                application.port(),
                "GET /api/me HTTP/1.1\nAuthorization: Bearer " + token + "\nAuthorization: Bearer x",
                "");
        assertThat(RawHttp.status(answer)).isEqualTo(400);
        assertThat(answer)
                .containsIgnoringCase("WWW-Authenticate: Bearer realm=\"symbolon\", error=\"invalid_request\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?refresh_token=x",
                "?access_token=x",
                "?a=b&refresh_token=x",
                "?refresh%5Ftoken=x",
                "?REFRESH_TOKEN=x",
                "?refresh_token"
            })
    void aTokenInTheUrlIsRefusedEvenWhereTheCookieIsGood(String query) {
        for (String path : List.of("/session/refresh", "/session/sign-out")) {
            Answer answer = browser.post(path + query, null);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json("code")).isEqualTo("TOKEN_IN_URL");
        }
        assertThat(application.manager().list("alice")).hasSize(1);
    }

    @Test
    void anAccessTokenInTheUrlIsNotLookedAt() {
        String token = browser.value("__Host-access-token");
        assertThat(application.client().get("/api/me?access_token=" + token).json("code"))
                .isEqualTo("TOKEN_MISSING");
    }

    @Test
    void anOversizedBodyIsRefusedWithoutBeingRead() {
        TestClient phone = application.client().with("Content-Type", "application/json");
        Answer answer = phone.post("/session/refresh", "{\"x\":\"" + "y".repeat(100_000) + "\"}");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json("code")).isEqualTo("BODY_TOO_LARGE");
        String chunk = "1388\r\n{\"x\":\"" + "y".repeat(5000 - 6) + "\r\n0\r\n\r\n";
        String chunked = RawHttp.send(
                application.port(),
                "POST /session/refresh HTTP/1.1\nContent-Type: application/json\nTransfer-Encoding: chunked",
                chunk);
        assertThat(RawHttp.status(chunked)).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"x\"",
                "null",
                "{\"refresh_token\":1}",
                "{\"refresh_token\":null}",
                "{\"refresh_token\":[\"x\"]}",
                "{\"refresh_token\":\"x\",\"refresh_token\":\"y\"}",
                "{\"refresh_token\":\"x\"}{}",
                "{'refresh_token':'x'}",
                "refresh_token=x",
                "{\"a\":[[[[[[[[[[[[[[1]]]]]]]]]]]]]]}"
            })
    void aMalformedBodyIsRefused(String body) {
        TestClient phone = application.client().with("Content-Type", "application/json");
        Answer answer = phone.post("/session/refresh", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json("code")).isEqualTo("MALFORMED_BODY");
    }

    @Test
    void namesAndValuesOfTheClientInjectNoHeader() {
        String subject = "mallory%0d%0aSet-Cookie:%20injected=1";
        TestClient mallory = application.browser().with("User-Agent", "x\"};</script> on y");
        Answer signIn = mallory.signIn(subject);
        assertThat(signIn.setCookies()).hasSize(2).noneMatch(cookie -> cookie.contains("injected"));
        Answer page = mallory.get("/page");
        assertThat(page.headers()).doesNotContainKey("set-cookie");
        assertThat(mallory.get("/sessions").status()).isEqualTo(200);
        Answer refused = application
                .client()
                .with("Authorization", "Bearer \"x\", error=\"none\"")
                .get("/api/me");
        assertThat(refused.header("www-authenticate").orElse(""))
                .contains("error=\"invalid_token\"")
                .doesNotContain("none");
    }

    @Test
    void onlyTheRightMethodDoesAnything() {
        for (String path : List.of("/session/refresh", "/session/sign-out")) {
            for (String method : List.of("GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE", "BREW")) {
                Answer answer = browser.send(method, path, null);
                assertThat(answer.status()).as(method).isIn(405, 501);
                assertThat(answer.setCookies()).isEmpty();
            }
            Answer options = browser.send("OPTIONS", path, null);
            assertThat(options.status()).isEqualTo(204);
            assertThat(options.header("allow")).contains("POST, OPTIONS");
        }
        assertThat(browser.get("/session/refresh").header("allow")).contains("POST, OPTIONS");
        assertThat(browser.post("/sessions", null).header("allow")).contains("GET, HEAD, OPTIONS");
        assertThat(browser.get("/sessions/revoke-all").header("allow")).contains("POST, OPTIONS");
        assertThat(browser.delete("/sessions/revoke-all").status()).isEqualTo(405);
        assertThat(application.manager().list("alice")).hasSize(1);
        assertThat(browser.refresh().status()).isEqualTo(204);
    }

    @Test
    void headTellsNoMoreThanGetAndHasNoBody() {
        assertThat(application.client().send("HEAD", "/sessions", null).status())
                .isEqualTo(401);
        Answer head = browser.send("HEAD", "/sessions", null);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("cache-control")).contains("no-store");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void everyAnswerWithATokenForbidsCaching() {
        assertThat(browser.signIn("bob").header("cache-control")).contains("no-store");
        assertThat(browser.refresh().header("cache-control")).contains("no-store");
        Answer bearer = application.client().signIn("bob", BEARER);
        assertThat(bearer.header("cache-control")).contains("no-store");
        assertThat(application
                        .client()
                        .with("Content-Type", "application/json")
                        .post("/session/refresh", "{\"refresh_token\":\"" + bearer.json("refresh_token") + "\"}")
                        .header("cache-control"))
                .contains("no-store");
        assertThat(browser.post("/session/sign-out", null).header("cache-control"))
                .contains("no-store");
    }

    @Test
    void aTokenIsInNoAnswerButItsOwn() {
        String access = browser.value("__Host-access-token");
        String refresh = browser.value("__Secure-refresh-token");
        for (Answer answer : List.of(
                browser.get("/sessions"),
                browser.get("/api/me"),
                browser.delete("/sessions/x"),
                browser.get("/session/refresh"),
                browser.post("/sessions/revoke-others", null))) {
            assertThat(answer.body() + answer.headers()).doesNotContain(access).doesNotContain(refresh);
        }
    }
}
