package io.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import io.symbolon.http.CookieSettings;
import io.symbolon.http.TokenTransport;
import io.symbolon.http.contract.TestApplication;
import io.symbolon.web.browser.Chromium;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People who navigate, in a real browser. */
class NavigationInBrowserTest {
    private static final Chromium CHROMIUM = Chromium.launch();

    private final BrowserContext profile = CHROMIUM.profile();
    private final BrowserContext withoutScripts = CHROMIUM.profileWithoutScripts();
    private final TestApplication rooted = start("/");
    private final TestApplication narrow = start("/session");

    @AfterAll
    static void quit() {
        CHROMIUM.close();
    }

    @AfterEach
    void stop() {
        profile.close();
        withoutScripts.close();
        rooted.close();
        narrow.close();
    }

    @Test
    void aPersonStaysSignedInForDaysWithScriptsOff() {
        Page page = signedIn(withoutScripts, rooted);
        for (int day = 0; day < 10; day++) {
            rooted.clock.advance(Duration.ofDays(1));
            page.navigate(rooted.origin() + "/api/page");
            assertThat(page.textContent("body")).isEqualTo("alice,none");
        }
        assertThat(rooted.manager().list("alice")).hasSize(1);
    }

    @Test
    void aFormThatWasFilledForLongerThanATokensLifeIsTaken() {
        Page page = signedIn(withoutScripts, rooted);
        page.navigate(rooted.origin() + "/blank");
        page.setContent("<form method=post action='" + rooted.origin() + "/api/order'>"
                + "<input name=letter value=long><button>send</button></form>");
        rooted.clock.advance(Duration.ofHours(5));
        page.click("button");
        assertThat(page.textContent("body")).isEqualTo("alice,none,letter=long");
    }

    @Test
    void aSessionThatWasEndedElsewhereLeadsToTheSignInWithTheWayBack() {
        Page page = signedIn(withoutScripts, rooted);
        rooted.manager().revokeAll("alice");
        page.navigate(rooted.origin() + "/api/page?order=7");
        assertThat(page.url()).isEqualTo(rooted.origin() + "/blank?return_to=%2Fapi%2Fpage%3Forder%3D7");
        assertThat(withoutScripts.cookies()).isEmpty();
    }

    @Test
    void whereTheRefreshTokenDoesNotReachThePageRenewsAndLoadsAgain() {
        Page page = signedIn(profile, narrow);
        narrow.clock.advance(Duration.ofMinutes(16));
        page.navigate(narrow.origin() + "/api/page");
        page.waitForSelector("text=alice,none");
        assertThat(page.url()).isEqualTo(narrow.origin() + "/api/page");
    }

    @Test
    void withScriptsOffThatPageHasALinkToTheSignIn() {
        Page page = signedIn(withoutScripts, narrow);
        narrow.clock.advance(Duration.ofMinutes(16));
        page.navigate(narrow.origin() + "/api/page");
        page.click("text=Sign in");
        assertThat(page.url()).isEqualTo(narrow.origin() + "/blank?return_to=%2Fapi%2Fpage");
    }

    @Test
    void thatPageLeadsToTheSignInWhereTheSessionIsOver() {
        Page page = signedIn(profile, narrow);
        narrow.clock.advance(Duration.ofDays(30));
        page.navigate(narrow.origin() + "/api/page");
        page.waitForURL("**/blank?return_to=**");
        assertThat(profile.cookies()).isEmpty();
    }

    @Test
    void aBrowserThatDropsTheCookiesOfARenewalMakesNoLoop() {
        Page page = signedIn(profile, narrow);
        AtomicInteger refreshes = new AtomicInteger();
        profile.route("**/session/refresh", route -> {
            refreshes.incrementAndGet();
            route.fulfill(new Route.FulfillOptions().setStatus(204));
        });
        AtomicInteger loads = new AtomicInteger();
        profile.onRequest(request -> {
            if (request.url().endsWith("/api/page")) {
                loads.incrementAndGet();
            }
        });
        narrow.clock.advance(Duration.ofMinutes(16));
        page.navigate(narrow.origin() + "/api/page");
        page.waitForCondition(() -> loads.get() == 2);
        // The second page has decided when its script has run: a third load would have come before.
        page.waitForCondition(() -> hasRun(page, "import('/symbolon/renew.js')"));
        assertThat(loads).hasValue(2);
        assertThat(refreshes).hasValue(1);
        assertThat(page.textContent("main a")).isEqualTo("Sign in");
    }

    /** To a browser localhost and 127.0.0.1 are two sites. */
    @Test
    void aSignInThatAnotherSiteSendsBackPassesOnlyWhereTheApplicationSaysSo() {
        try (TestApplication provider = start("/session")) {
            Page page = profile.newPage();
            page.navigate("http://localhost:" + provider.port() + "/blank");
            page.setContent("<a id=plain href='" + narrow.origin() + "/sign-in?subject=eve'>x</a>"
                    + "<a id=checked href='" + narrow.origin() + "/sign-in?subject=alice&unchecked=1'>y</a>");
            page.click("#plain");
            assertThat(page.content()).contains("another site");
            assertThat(profile.cookies()).isEmpty();

            page.goBack();
            page.setContent("<a id=checked href='" + narrow.origin() + "/sign-in?subject=alice&unchecked=1'>y</a>");
            page.click("#checked");
            assertThat(profile.cookies()).extracting(cookie -> cookie.name).hasSize(2);
            page.navigate(narrow.origin() + "/api/page");
            assertThat(page.textContent("body")).isEqualTo("alice,none");
        }
    }

    @Test
    void twoApplicationsOnTwoPortsOfOneHostCanBothBeSignedIn() {
        try (TestApplication shop = named("shop");
                TestApplication blog = named("blog")) {
            signedIn(profile, shop);
            Page page = signedIn(profile, blog);
            for (TestApplication application : List.of(shop, blog)) {
                page.navigate(application.origin() + "/api/page");
                assertThat(page.textContent("body")).isEqualTo("alice,none");
            }
            List<Cookie> cookies = profile.cookies();
            assertThat(cookies).hasSize(4);
        }
    }

    private static Page signedIn(BrowserContext profile, TestApplication application) {
        Page page = profile.newPage();
        page.navigate(application.origin() + "/blank");
        page.setContent("<form method=post action='" + application.origin()
                + "/sign-in?subject=alice'><button>sign in</button></form>");
        page.click("button");
        page.navigate(application.origin() + "/api/page");
        assertThat(page.textContent("body")).isEqualTo("alice,none");
        return page;
    }

    private static TestApplication start(String refreshTokenPath) {
        return start(CookieSettings.forCookie().refreshTokenPath(refreshTokenPath));
    }

    private static TestApplication named(String application) {
        return start(CookieSettings.forCookie().application(application));
    }

    private static TestApplication start(CookieSettings.Builder cookies) {
        return TestApplication.start(new JettyServer(Map.of()), setup -> {
            setup.transports = List.of(TokenTransport.cookie(cookies.build()));
            setup.sessions = sessions -> sessions.signInPage("/blank");
            return setup;
        });
    }

    /** False while the page is being left for the next one. */
    private static boolean hasRun(Page page, String script) {
        try {
            page.evaluate(script);
            return page.evaluate("document.readyState").equals("complete");
        } catch (PlaywrightException navigating) {
            return false;
        }
    }
}
