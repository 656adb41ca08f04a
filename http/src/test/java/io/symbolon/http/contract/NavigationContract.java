package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.http.CookieSettings;
import io.symbolon.http.TokenTransport;
import io.symbolon.http.contract.TestClient.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People who navigate get pages: they stay signed in, or are led to the sign-in and back. */
public abstract class NavigationContract extends HttpContract {
    private static final String ACCESS = "__Host-access-token";

    /** The refresh token's cookie reaches all pages. */
    private final TestApplication rooted = start(setup -> {
        setup.transports = List.of(TokenTransport.cookie(
                CookieSettings.forCookie().refreshTokenToAllPages().build()));
        setup.sessions = sessions -> sessions.signInPage("/blank");
        return setup;
    });

    private final TestClient person = person(rooted);

    @Test
    void anExpiredTokenIsRenewedInPlaceForDays() {
        person.signIn("alice");
        for (int day = 0; day < 20; day++) {
            rooted.clock.advance(Duration.ofDays(1));
            Answer page = person.get("/api/page");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).startsWith("alice,");
            assertThat(page.setCookies()).anyMatch(cookie -> cookie.startsWith(ACCESS + "=ey"));
        }
        assertThat(rooted.manager().list("alice")).hasSize(1);
    }

    @Test
    void aRenewedPageIsKeptByNoCacheWhateverTheApplicationSays() {
        person.signIn("alice");
        rooted.clock.advance(Duration.ofMinutes(16));
        Answer page = person.get("/api/cached");
        assertThat(page.setCookies()).isNotEmpty();
        assertThat(page.headers().get("cache-control")).containsExactly("private, no-store");
        assertThat(page.headers()).doesNotContainKey("expires");
        Answer good = person.get("/api/cached");
        assertThat(good.setCookies()).isEmpty();
        assertThat(good.headers().get("cache-control")).containsExactly("public, max-age=600");
    }

    @Test
    void aFormThatWasFilledForLongerThanATokensLifeIsTaken() {
        person.signIn("alice");
        rooted.clock.advance(Duration.ofHours(3));
        Answer sent = person.with("Content-Type", "application/x-www-form-urlencoded")
                .with("Sec-Fetch-Site", "same-origin")
                .post("/api/order", "text=a+long+letter");
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.body()).isEqualTo("alice,none,text=a+long+letter");
    }

    @Test
    void aFormOfAnotherSiteIsNotRenewed() {
        person.signIn("alice");
        rooted.clock.advance(Duration.ofHours(3));
        Answer sent = person.with("Sec-Fetch-Site", "cross-site").post("/api/order", "text=x");
        assertThat(sent.status()).isEqualTo(403);
        assertPage(sent);
        assertThat(sent.setCookies()).isEmpty();
        assertThat(rooted.apiCalls).hasValue(0);
    }

    @Test
    void aLinkOfAnotherSiteIsFollowedAndRenewed() {
        person.signIn("alice");
        rooted.clock.advance(Duration.ofHours(3));
        assertThat(person.with("Sec-Fetch-Site", "cross-site").get("/api/page").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"Sec-Purpose,prefetch", "Sec-Purpose,prefetch;prerender", "Purpose,prefetch", "X-Moz,prefetch"})
    void aPrefetchIsNotRenewed(String header, String value) {
        person.signIn("alice");
        rooted.clock.advance(Duration.ofMinutes(16));
        Answer answer = person.with(header, value).get("/api/page");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.setCookies()).isEmpty();
        assertThat(answer.header("cache-control")).contains("no-store");
    }

    @Test
    void neitherHeadNorAScriptNorAPictureIsRenewed() {
        person.signIn("alice");
        rooted.clock.advance(Duration.ofMinutes(16));
        for (Answer answer : List.of(
                person.send("HEAD", "/api/page", null),
                person.with("Sec-Fetch-Mode", "cors").get("/api/page"),
                person.with("Sec-Fetch-Dest", "image").get("/api/page"),
                person.with("Accept", "application/json").get("/api/page"),
                person.with("Accept", "*/*").get("/api/page"))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.setCookies()).isEmpty();
        }
    }

    @Test
    void aBrowserThatDropsTheAccessCookieIsServedWithoutALoop() {
        person.signIn("alice");
        for (int i = 0; i < 3; i++) {
            person.jar().remove(ACCESS);
            assertThat(person.get("/api/page").body()).startsWith("alice,");
        }
    }

    @Test
    void aSessionThatWasEndedElsewhereLeadsToTheSignInWithTheWayBack() {
        person.signIn("alice");
        rooted.manager().revokeAll("alice", RevocationCause.ADMINISTRATOR);
        Answer answer = person.get("/api/page?order=7&x=%2F");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).contains("/blank?return_to=%2Fapi%2Fpage%3Forder%3D7%26x%3D%252F");
        assertThat(person.jar()).isEmpty();
    }

    @Test
    void aSessionThatExpiredLeadsToTheSignInWithTheWayBack() {
        person.signIn("alice");
        rooted.clock.advance(Duration.ofDays(30));
        Answer answer = person.get("/api/page");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).contains("/blank?return_to=%2Fapi%2Fpage");
        assertThat(person.jar()).isEmpty();
    }

    @Test
    void aVisitorIsLedToTheSignInToo() {
        Answer answer = person.get("/api/page");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).contains("/blank?return_to=%2Fapi%2Fpage");
        Answer form = person.post("/api/page", "x=y");
        assertThat(form.header("location")).contains("/blank");
    }

    @Test
    void theWayBackNeverLeadsToAnotherOrigin() {
        String answer =
                RawHttp.send(rooted.port(), "GET //api/../../evil.example/%09/x HTTP/1.1\nAccept: text/html", "");
        assertThat(answer).doesNotContainIgnoringCase("return_to=%2F%2F");
    }

    @Test
    void aStorageFaultIsAPageThatAsksForPatienceAndClearsNothing() {
        person.signIn("alice");
        rooted.clock.advance(Duration.ofMinutes(16));
        rooted.storage.cut();
        Answer answer = person.get("/api/page");
        assertThat(answer.status()).isEqualTo(503);
        assertPage(answer);
        assertThat(answer.header("retry-after")).contains("1");
        assertThat(answer.setCookies()).isEmpty();
        rooted.storage.restore();
        assertThat(person.get("/api/page").status()).isEqualTo(200);
    }

    @Test
    void anOptionalFilterRenewsToo() {
        person.signIn("alice");
        rooted.clock.advance(Duration.ofMinutes(16));
        assertThat(person.get("/page").body()).startsWith("alice,");
        rooted.manager().revokeAll("alice");
        rooted.clock.advance(Duration.ofMinutes(16));
        assertThat(person.get("/page").body()).startsWith("nobody,");
    }

    @Test
    void anOptionalFilterSaysWhyTheTokensWereNotRenewed() {
        person.signIn("alice");
        rooted.clock.advance(Duration.ofDays(30));
        assertThat(person.get("/page").body()).isEqualTo("nobody,SESSION_NOT_FOUND");
        assertThat(person.jar()).isEmpty();
    }

    @Test
    void whereTheRefreshTokenDoesNotReachASmallPageRenews() {
        TestApplication narrow = start(setup -> {
            setup.sessions = sessions -> sessions.signInPage("/blank");
            return setup;
        });
        TestClient reader = person(narrow);
        reader.signIn("alice");
        narrow.clock.advance(Duration.ofMinutes(16));
        Answer page = reader.get("/api/page");
        assertThat(page.status()).isEqualTo(401);
        assertPage(page);
        assertThat(page.body())
                .contains("src=\"/symbolon/renew.js\"")
                .contains("name=\"symbolon-refresh\" content=\"/session/refresh\"")
                .contains("href=\"/blank?return_to=%2Fapi%2Fpage\"");
        Answer form = reader.post("/api/page", "x=y");
        assertPage(form);
        assertThat(form.body()).doesNotContain("<script");
        assertThat(reader.jar()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/session/refresh", "/sessions", "/sessions/revoke-all", "/api/me"})
    void noPersonEverSeesJsonOfAnError(String path) {
        TestApplication plain = start();
        for (Answer answer : List.of(
                person(plain).get(path),
                person(plain).with("Sec-Fetch-Site", "cross-site").post(path, "x=y"))) {
            assertPage(answer);
        }
    }

    @Test
    void aRedirectNeverSendsAFormOn() {
        Answer form = person.post("/api/page", "password=x");

        assertThat(form.status()).isEqualTo(303);
        assertThat(form.header("location").orElseThrow()).isEqualTo("/blank");
    }

    @Test
    void noPageCanBeFramed() {
        TestApplication plain = start();
        for (Answer page : List.of(
                person(plain).get("/api/me"),
                person(plain).with("Sec-Fetch-Site", "cross-site").post("/api/me", "x=y"))) {
            assertPage(page);
            assertThat(page.header("content-security-policy").orElseThrow()).contains("frame-ancestors 'none'");
        }
    }

    private static TestClient person(TestApplication application) {
        return application
                .client()
                .with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .with("Sec-Fetch-Mode", "navigate")
                .with("Sec-Fetch-Dest", "document")
                .with("Sec-Fetch-Site", "same-origin");
    }

    private static void assertPage(Answer answer) {
        assertThat(answer.header("content-type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).startsWith("<!DOCTYPE html>").doesNotContain("\"action\"");
        assertThat(answer.header("cache-control")).contains("no-store");
    }
}
