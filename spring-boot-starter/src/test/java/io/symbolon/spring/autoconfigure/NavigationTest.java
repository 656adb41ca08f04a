package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationCause;
import io.symbolon.testkit.SettableClock;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People who navigate in an application with form login: they stay signed in, or are led to the sign-in and back. */
class NavigationTest {
    private static final String ACCESS = "__Host-access-token";
    private static final String REFRESH = "__Secure-refresh-token";
    private static final String RIGHT = "username=alice&password=wonderland";

    private static final WebApplication APPLICATION = FormLoginApplication.start("symbolon.web.transports=cookie");

    private final Client person = APPLICATION.client();

    @AfterAll
    static void stop() {
        APPLICATION.close();
    }

    @Test
    void aPersonStaysSignedInForDays() {
        signIn();
        for (int day = 0; day < 20; day++) {
            advance(Duration.ofDays(1));
            HttpResponse<String> page = person.visit("/page");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).isEqualTo("<h1>alice</h1>");
        }
    }

    @Test
    void aBrowserWithoutFetchMetadataStaysSignedInToo() {
        signIn();
        advance(Duration.ofDays(1));
        assertThat(person.visit("/page", "").body()).isEqualTo("<h1>alice</h1>");
    }

    @Test
    void whoFollowsALinkOfAnotherSiteStaysSignedIn() {
        signIn();
        advance(Duration.ofDays(1));
        assertThat(person.visit("/page", "cross-site").body()).isEqualTo("<h1>alice</h1>");
    }

    @Test
    void aLostAccessTokenIsRenewed() {
        signIn();
        for (int i = 0; i < 3; i++) {
            person.dropCookie(ACCESS);
            assertThat(person.visit("/page").body()).isEqualTo("<h1>alice</h1>");
            assertThat(person.cookie(ACCESS)).isNotEmpty();
        }
    }

    @Test
    void aFormThatWasFilledForLongerThanATokensLifeIsTaken() {
        signIn();
        person.visit("/form");
        advance(Duration.ofHours(5));
        HttpResponse<String> answer = person.submit("/letters", "letter=long");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("<h1>alice wrote long</h1>");
    }

    @Test
    void aFormOfAnotherSiteIsNeitherRenewedNorTaken() {
        signIn();
        advance(Duration.ofHours(5));
        HttpResponse<String> answer = person.submit("/letters", "letter=forged", "cross-site");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertPage(answer);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aFormOfASessionThatWasEndedLeadsToTheSignIn() {
        signIn();
        endAll();
        HttpResponse<String> answer = person.submit("/letters", "letter=late");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo("/login");
        assertSignedOut();
    }

    @Test
    void aSessionThatWasEndedElsewhereLeadsToTheSignInAndBack() {
        signIn();
        endAll();
        HttpResponse<String> answer = person.visit("/page?order=7&x=%2F");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo("/login?return_to=%2Fpage%3Forder%3D7%26x%3D%252F");
        assertSignedOut();

        HttpResponse<String> signedIn = person.signIn(location(answer), RIGHT);
        assertThat(location(signedIn)).isEqualTo("/page?order=7&x=%2F");
        assertThat(person.visit(location(signedIn)).body()).isEqualTo("<h1>alice</h1>");
    }

    @Test
    void aSessionThatWasEndedElsewhereLeadsToTheSignInAlsoAfterTheTokensLife() {
        signIn();
        endAll();
        advance(Duration.ofHours(1));
        HttpResponse<String> answer = person.visit("/page");
        assertThat(location(answer)).isEqualTo("/login?return_to=%2Fpage");
        assertSignedOut();
    }

    @Test
    void aSessionThatHasExpiredLeadsToTheSignInAndBack() {
        signIn();
        advance(Duration.ofDays(30));
        HttpResponse<String> answer = person.visit("/page");
        assertThat(location(answer)).isEqualTo("/login?return_to=%2Fpage");
        assertSignedOut();
        assertThat(location(person.signIn(location(answer), RIGHT))).isEqualTo("/page");
    }

    @Test
    void aVisitorIsLedToTheSignInAndBackAlsoAfterAWrongPassword() {
        HttpResponse<String> answer = person.visit("/page");
        assertThat(answer.statusCode()).isEqualTo(303);
        HttpResponse<String> wrong = person.signIn(location(answer), "username=alice&password=wrong");
        assertThat(location(wrong)).endsWith("/login?error");
        HttpResponse<String> right = person.signIn("/login?error", RIGHT);
        assertThat(location(right)).isEqualTo("/page");
        assertThat(person.cookie("return-to")).isEmpty();
    }

    @Test
    void whoComesToTheSignInByHimselfGoesOnAtTheRoot() {
        assertThat(location(person.signIn("/login", RIGHT))).endsWith("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/x",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "https://evil.example/",
                "javascript:alert(1)",
                "evil.example"
            })
    void theWayBackNeverLeadsToAnotherOrigin(String address) {
        String encoded = URLEncoder.encode(address, StandardCharsets.UTF_8);
        assertThat(location(person.signIn("/login?return_to=" + encoded, RIGHT)))
                .doesNotContain("evil", "alert");

        Client tossed = APPLICATION.client();
        tossed.setCookie("return-to", encoded);
        assertThat(location(tossed.signIn("/login", RIGHT))).doesNotContain("evil", "alert");

        Client form = APPLICATION.client();
        assertThat(location(form.signIn("/login", RIGHT + "&return_to=" + encoded)))
                .doesNotContain("evil", "alert");
    }

    @Test
    void aCookieOfTheWayBackThatIsNotOneIsPassedOver() {
        person.setCookie("return-to", "%zz");
        assertThat(location(person.signIn("/login", RIGHT))).endsWith("/");
    }

    @Test
    void whatIsForbiddenIsAPageForAPersonAndAProblemForAProgram() {
        signIn();
        HttpResponse<String> page = person.visit("/admin");
        assertThat(page.statusCode()).isEqualTo(403);
        assertPage(page);
        HttpResponse<String> problem = person.script("/admin");
        assertThat(problem.statusCode()).isEqualTo(403);
        assertThat(problem.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem.body()).contains("\"code\":\"FORBIDDEN\"").contains("\"action\":\"NONE\"");
        assertThat(problem.headers().firstValue("WWW-Authenticate").orElse("")).contains("insufficient_scope");
    }

    @Test
    void aSignInFormWithoutItsCsrfTokenIsAnsweredWithAPage() {
        HttpResponse<String> answer = person.submit("/login", RIGHT);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertPage(answer);
        assertThat(person.cookie(ACCESS)).isEmpty();
    }

    @Test
    void noCacheKeepsARenewedPageWhateverTheApplicationSays() {
        signIn();
        advance(Duration.ofHours(1));
        HttpResponse<String> renewed = person.visit("/cached");
        assertThat(renewed.headers().allValues("Set-Cookie")).isNotEmpty();
        assertThat(renewed.headers().allValues("Cache-Control")).containsExactly("private, no-store");
        HttpResponse<String> good = person.visit("/cached");
        assertThat(good.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(good.headers().allValues("Cache-Control")).containsExactly("public, max-age=600");
    }

    @Test
    void noCacheKeepsASignIn() {
        HttpResponse<String> answer = person.signIn("/login", RIGHT);
        assertThat(answer.headers().allValues("Cache-Control")).allMatch(value -> value.contains("no-store"));
    }

    @Test
    void aPageForAllIsShownToWhomWasSignedOutElsewhere() {
        signIn();
        assertThat(person.visit("/welcome").body()).isEqualTo("<h1>welcome alice</h1>");
        endAll();
        assertThat(person.visit("/welcome").body()).isEqualTo("<h1>welcome</h1>");
        advance(Duration.ofHours(1));
        assertThat(person.visit("/welcome").body()).isEqualTo("<h1>welcome</h1>");
    }

    @Test
    void aPageForAllKnowsWhoseTokensWereRenewed() {
        signIn();
        advance(Duration.ofHours(1));
        assertThat(person.visit("/welcome").body()).isEqualTo("<h1>welcome alice</h1>");
    }

    @Test
    void aScriptIsToldToRefreshAndIsNotRenewedInPlace() {
        signIn();
        advance(Duration.ofHours(1));
        HttpResponse<String> answer = person.script("/page");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("EXPIRED").contains("REFRESH");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        person.dropCookie(ACCESS);
        assertThat(person.script("/page").body())
                .contains("ACCESS_TOKEN_MISSING")
                .contains("REFRESH");
        assertThat(person.post("/session/refresh", "").statusCode()).isEqualTo(204);
        assertThat(person.script("/page").statusCode()).isEqualTo(200);
    }

    @Test
    void aSignOutAfterTheTokensLifeEndsTheSession() {
        endAll();
        signIn();
        advance(Duration.ofHours(1));
        assertThat(person.submit("/session/logout", "").statusCode()).isEqualTo(302);
        assertThat(manager().list("alice")).isEmpty();
        assertSignedOut();
    }

    @Test
    void theCookieOfTheWayBackIsForTheSignInOnly() {
        HttpResponse<String> page = person.visit("/login?return_to=%2Fpage");
        assertThat(page.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("return-to=%2Fpage;")
                        && cookie.contains("HttpOnly")
                        && cookie.contains("SameSite=Lax"));
    }

    private void signIn() {
        person.signIn("/login", RIGHT);
        assertThat(person.visit("/page").body()).isEqualTo("<h1>alice</h1>");
    }

    private void assertSignedOut() {
        assertThat(person.cookie(ACCESS)).isEmpty();
        assertThat(person.cookie(REFRESH)).isEmpty();
    }

    private static void assertPage(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).startsWith("<!DOCTYPE html>").doesNotContain("\"action\"");
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static void advance(Duration duration) {
        APPLICATION.bean(SettableClock.class).advance(duration);
    }

    private static void endAll() {
        manager().revokeAll("alice", RevocationCause.ADMINISTRATOR);
    }

    private static JwtUserSessionManager manager() {
        return APPLICATION.bean(JwtUserSessionManager.class);
    }
}
