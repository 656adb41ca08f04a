package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.SessionLifetime;
import io.symbolon.http.contract.TestClient.Answer;
import io.symbolon.http.contract.TestClient.Kept;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

public abstract class TransportContract extends HttpContract {
    private static final int COOKIE = 0;
    private static final int BEARER = 1;
    private static final int SPLIT = 2;
    private static final Duration IDLE = Duration.ofDays(3);

    private final TestApplication application = start(setup -> {
        setup.manager = builder -> builder.lifetime(SessionLifetime.of(IDLE, Duration.ofDays(30)));
        return setup;
    });

    @Test
    void cookiesHaveSafeNamesAndAttributes() {
        TestClient browser = application.browser();
        browser.signIn("alice", COOKIE);

        Kept access = browser.kept("__Host-access-token");
        assertThat(access.attributes())
                .containsOnlyKeys("path", "max-age", "secure", "httponly", "samesite")
                .containsEntry("path", "/")
                .containsEntry("samesite", "Lax");
        Kept refresh = browser.kept("__Secure-refresh-token");
        assertThat(refresh.attributes())
                .containsOnlyKeys("path", "max-age", "secure", "httponly", "samesite")
                .containsEntry("path", "/session")
                .containsEntry("samesite", "Lax");
    }

    @Test
    void cookiesLiveUntilTheSessionsEndSoThatAnExpiredAccessTokenArrives() {
        TestClient browser = application.browser();
        browser.signIn("alice", COOKIE);
        assertThat(browser.jar().values())
                .allSatisfy(
                        cookie -> assertThat(Long.parseLong(cookie.attributes().get("max-age")))
                                .isBetween(IDLE.toSeconds() - 5, IDLE.toSeconds()));

        application.clock.advance(Duration.ofHours(20));

        Answer expired = browser.get("/api/me");
        assertThat(expired.json("code")).isEqualTo("EXPIRED");
        assertThat(expired.json("action")).isEqualTo("REFRESH");
    }

    @Test
    void cookiesAreClearedWithTheAttributesTheyWereSetWith() {
        for (int transport : new int[] {COOKIE, SPLIT}) {
            TestClient browser = application.browser();
            browser.signIn("alice", transport);
            List<Kept> set = List.copyOf(browser.jar().values());

            Answer answer = browser.post("/session/sign-out", null);

            assertThat(answer.setCookies().stream().map(TestClient::parse))
                    .allSatisfy(cleared -> {
                        assertThat(cleared.value()).isEmpty();
                        assertThat(cleared.attributes()).containsEntry("max-age", "0");
                    })
                    .map(TransportContract::placeOf)
                    .containsExactlyInAnyOrderElementsOf(
                            set.stream().map(TransportContract::placeOf).toList());
        }
    }

    @Test
    void bearerTokensComeInTheBodyAndLeaveNoCookie() {
        TestClient phone = application.client();
        Answer signIn = phone.signIn("alice", BEARER);

        assertThat(signIn.setCookies()).isEmpty();
        assertThat(signIn.header("cache-control")).contains("no-store");
        assertThat(signIn.header("content-type").orElse("")).startsWith("application/json");
        assertThat(signIn.json("token_type")).isEqualTo("Bearer");
        assertThat(Integer.parseInt(signIn.json("expires_in"))).isBetween(890, 900);
        assertThat(Long.parseLong(signIn.json("refresh_token_expires_in")))
                .isBetween(IDLE.toSeconds() - 5, IDLE.toSeconds());
        assertThat(phone.with("Authorization", "Bearer " + signIn.json("access_token"))
                        .get("/api/me")
                        .body())
                .startsWith("alice,");
    }

    @Test
    void bearerClientsRefreshAndSignOutByTheBody() {
        TestClient phone = application.client().with("Content-Type", "application/json; charset=utf-8");
        String first = application.client().signIn("alice", BEARER).json("refresh_token");
        assertThat(phone.post("/session/refresh", body(first)).body())
                .as("within the grace period the client keeps the refresh token that it has")
                .doesNotContain("\"refresh_token\"");
        application.clock.advance(Duration.ofMinutes(2));

        Answer refreshed = phone.post("/session/refresh", body(first));

        assertThat(refreshed.status()).isEqualTo(200);
        String second = refreshed.json("refresh_token");
        assertThat(second).isNotEqualTo(first);
        assertThat(phone.post("/session/sign-out", body(second)).status()).isEqualTo(204);
        assertThat(phone.post("/session/refresh", body(second)).json("cause")).isEqualTo("SIGNED_OUT");
    }

    @Test
    void theSchemesNameIsNotCaseSensitive() {
        String token = application.client().signIn("alice", BEARER).json("access_token");
        assertThat(application
                        .client()
                        .with("Authorization", "bEaReR  " + token)
                        .get("/api/me")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void splitCookiesShowScriptsThePayloadAndHideTheSignature() {
        TestClient browser = application.browser();
        browser.signIn("alice", SPLIT);

        Kept payload = browser.kept("__Host-access-token-payload");
        assertThat(payload.attributes()).doesNotContainKey("httponly");
        String claims =
                new String(Base64.getUrlDecoder().decode(payload.value().split("\\.", -1)[1]), StandardCharsets.UTF_8);
        assertThat(claims).contains("\"sub\":\"alice\"");
        assertThat(payload.value().split("\\.", -1)).hasSize(2);
        assertThat(browser.kept("__Host-access-token-signature").attributes()).containsKey("httponly");
        assertThat(browser.kept("__Secure-refresh-token-split").attributes())
                .containsKey("httponly")
                .containsEntry("path", "/session");
        assertThat(browser.get("/api/me").body()).startsWith("alice,");
        assertThat(browser.refresh().status()).isEqualTo(204);
        assertThat(browser.get("/api/me").body()).startsWith("alice,");
    }

    @Test
    void aPayloadWithoutItsSignatureIsNoToken() {
        TestClient browser = application.browser();
        browser.signIn("alice", SPLIT);
        browser.jar().remove("__Host-access-token-signature");
        assertThat(browser.get("/api/me").json("code")).isEqualTo("TOKEN_MISSING");
    }

    @Test
    void allTransportsWorkSideBySide() {
        TestClient browser = application.browser();
        TestClient split = application.browser();
        browser.signIn("alice", COOKIE);
        split.signIn("bob", SPLIT);
        String carol = application.client().signIn("carol", BEARER).json("access_token");

        assertThat(browser.get("/api/me").body()).startsWith("alice,");
        assertThat(split.get("/api/me").body()).startsWith("bob,");
        assertThat(application
                        .client()
                        .with("Authorization", "Bearer " + carol)
                        .get("/api/me")
                        .body())
                .startsWith("carol,");
    }

    @Test
    void anExplicitTokenWinsOverCookiesAndABadOneIsNotReplacedByThem() {
        TestClient browser = application.browser();
        browser.signIn("alice", COOKIE);
        String carol = application.client().signIn("carol", BEARER).json("access_token");

        assertThat(browser.with("Authorization", "Bearer " + carol)
                        .get("/api/me")
                        .body())
                .startsWith("carol,");
        assertThat(browser.with("Authorization", "Bearer x").get("/api/me").json("code"))
                .isEqualTo("MALFORMED");
    }

    @Test
    void aSignInWithOneKindOfCookiesClearsTheOtherKind() {
        TestClient browser = application.browser();
        browser.signIn("alice", COOKIE);
        browser.signIn("bob", SPLIT);
        assertThat(browser.jar().keySet())
                .containsExactlyInAnyOrder(
                        "__Host-access-token-payload", "__Host-access-token-signature", "__Secure-refresh-token-split");
        assertThat(browser.get("/api/me").body()).startsWith("bob,");
    }

    @Test
    void aTooLargeCookieIsRefusedWhenMadeWithTheSizesInTheMessageAndLeavesNoSession() {
        for (int transport : new int[] {COOKIE, SPLIT}) {
            TestClient browser = application.browser();
            Answer answer = browser.post("/sign-in?subject=alice&claim=3500&transport=" + transport, null);

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body())
                    .containsPattern("Claims of 35\\d\\d bytes make an access token of about [45]\\d{3}");
            assertThat(answer.body()).containsPattern("at most [34]\\d{3} are accepted");
            assertThat(answer.setCookies()).isEmpty();
            assertThat(application.manager().list("alice")).isEmpty();
        }
        assertThat(application
                        .client()
                        .post("/sign-in?subject=alice&claim=3500&transport=" + BEARER, null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSignInWithClaimsGoesByTheFirstTransportIfNoneIsNamed() {
        TestClient browser = application.browser();
        Answer answer = browser.post("/sign-in?subject=alice&claim=10", null);

        assertThat(answer.setCookies()).hasSize(2).anyMatch(cookie -> cookie.startsWith("__Host-access-token="));
        assertThat(application.manager().list("alice"))
                .singleElement()
                .satisfies(session -> assertThat(session.claims()).containsEntry("padding", "x".repeat(10)));
        assertThat(browser.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void cookiesUpToTheLimitAreKept() {
        TestClient browser = application.browser();
        assertThat(browser.post("/sign-in?subject=alice&claim=2400", null).status())
                .isEqualTo(200);
        assertThat(browser.get("/api/me").status()).isEqualTo(200);
    }

    private static String body(String refreshToken) {
        return "{\"refresh_token\":\"" + refreshToken + "\"}";
    }

    /** All by which a browser tells cookies apart, and what it demands to replace one. */
    private static String placeOf(Kept cookie) {
        Map<String, String> attributes = new TreeMap<>(cookie.attributes());
        attributes.remove("max-age");
        return cookie.name() + attributes;
    }
}
