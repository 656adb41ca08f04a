package io.symbolon.web;

import static io.symbolon.http.contract.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.symbolon.RevocationCause;
import io.symbolon.http.contract.TestApplication;
import io.symbolon.web.browser.Chromium;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The browser module in a real browser, against a real server. */
class BrowserModuleTest {
    private static final String COOKIE = "{}";
    private static final String BEARER = "{mode: 'bearer'}";
    private static final String BEARER_IN_LOCAL_STORAGE = "{mode: 'bearer', storage: localStorage}";
    private static final Chromium CHROMIUM = Chromium.launch();

    private final RefreshCounter refreshes = new RefreshCounter();
    private final TestApplication application = start(refreshes);
    private final BrowserContext profile = CHROMIUM.profile();

    @AfterAll
    static void quit() {
        CHROMIUM.close();
    }

    @AfterEach
    void stop() {
        profile.close();
        application.storage.restore();
        application.close();
    }

    @Test
    void fetchRefreshesOnceAndTriesAgain() {
        Page tab = tab(COOKIE);
        signIn(tab, 0);
        application.clock.advance(Duration.ofMinutes(16));

        assertThat(call(tab, "/api/me")).isEqualTo("200 alice,none");

        assertThat(refreshes.total()).isEqualTo(1);
        assertThat(events(tab)).isEmpty();
    }

    @Test
    void aBodyIsSentAgainAfterTheRefresh() {
        Page tab = tab(COOKIE);
        signIn(tab, 0);
        application.clock.advance(Duration.ofMinutes(16));
        Object answer = tab.evaluate("session.fetch('/api/me', {method: 'POST', body: 'order 7'}).then(r => r.text())");
        assertThat((String) answer).endsWith(",order 7");
    }

    @Test
    void aFactorThatIsNeededIsAnEventAndTheSessionGoesOn() {
        Page tab = tab(COOKIE);
        signIn(tab, 0);
        tab.evaluate("globalThis.needed = []; session.addEventListener('step-up', e => needed.push(e.detail))");

        assertThat((String) tab.evaluate("session.fetch('/api/secret').then(r => String(r.status))"))
                .isEqualTo("401");

        assertThat((String) tab.evaluate("JSON.stringify(needed)"))
                .isEqualTo("[{\"code\":\"FACTOR_MISSING\",\"factor\":\"otp\",\"max_age\":300}]");
        assertThat(events(tab)).isEmpty();
        tab.evaluate("session.fetch('/api/prove', {method: 'POST', body: 'code'})");
        assertThat((String) tab.evaluate("session.fetch('/api/secret').then(r => r.text())"))
                .isEqualTo("secret");
    }

    @Test
    void aGoodAnswerCostsNothing() {
        Page tab = tab(COOKIE);
        signIn(tab, 0);
        call(tab, "/api/me");
        assertThat(application.apiCalls).hasValue(1);
        assertThat(refreshes.total()).isZero();
    }

    @Test
    void manyRequestsOfOneTabShareOneRefresh() {
        Page tab = tab(COOKIE);
        signIn(tab, 0);
        application.clock.advance(Duration.ofMinutes(16));
        refreshes.slowDown(Duration.ofMillis(200));

        Object answers = tab.evaluate(
                "Promise.all(Array.from({length: 20}, () => session.fetch('/api/me').then(r => r.status)))");

        assertThat((List<?>) answers).hasSize(20).allMatch(status -> status.equals(200));
        assertThat(refreshes.total()).isEqualTo(1);
    }

    @Test
    void allTabsTogetherRefreshOneAtATimeAndOnlyOnce() {
        List<Page> tabs = IntStream.range(0, 5).mapToObj(i -> tab(COOKIE)).toList();
        signIn(tabs.get(0), 0);
        application.clock.advance(Duration.ofMinutes(16));

        Tabs.fetchTogether(tabs, refreshes);

        assertThat(refreshes.mostAtOnce()).isEqualTo(1);
        assertThat(refreshes.total()).isEqualTo(1);
    }

    @Test
    void withoutWebLocksTabsRefreshTogetherAndAllStaySignedIn() {
        profile.addInitScript("Object.defineProperty(Navigator.prototype, 'locks', {value: undefined})");
        List<Page> tabs = IntStream.range(0, 4).mapToObj(i -> tab(COOKIE)).toList();
        assertThat(tabs.get(0).evaluate("navigator.locks === undefined")).isEqualTo(true);
        signIn(tabs.get(0), 0);
        application.clock.advance(Duration.ofMinutes(16));
        refreshes.slowDown(Duration.ofSeconds(1));

        tabs.forEach(tab -> tab.evaluate("void (window.answer = session.fetch('/api/me').then(r => r.status))"));

        tabs.forEach(tab -> assertThat(tab.evaluate("answer")).isEqualTo(200));
        assertThat(application.manager().list("alice")).hasSize(1);
        tabs.forEach(tab -> assertThat(events(tab)).isEmpty());
    }

    @Test
    void signingOutInOneTabIsToldToAllTabs() {
        Page first = tab(COOKIE);
        Page second = tab(COOKIE);
        signIn(first, 0);
        assertThat(call(second, "/api/me")).startsWith("200");

        assertThat(first.evaluate("session.signOut()")).isEqualTo(true);

        assertThat(events(first)).containsExactly("SIGNED_OUT");
        await().untilAsserted(() -> assertThat(events(second)).containsExactly("SIGNED_OUT"));
        assertThat(application.manager().list("alice")).isEmpty();
    }

    @Test
    void aSessionThatWasEndedElsewhereIsToldToAllTabsWithItsCause() {
        Page first = tab(COOKIE);
        Page second = tab(COOKIE);
        signIn(first, 0);
        application.manager().revokeAll("alice", RevocationCause.ADMINISTRATOR);

        assertThat(call(first, "/api/me")).startsWith("401");

        assertThat(events(first)).containsExactly("REVOKED ADMINISTRATOR");
        await().untilAsserted(() -> assertThat(events(second)).containsExactly("REVOKED ADMINISTRATOR"));
    }

    @Test
    void aFailedRefreshOfAnEndedSessionIsToldToo() {
        Page tab = tab(COOKIE);
        signIn(tab, 0);
        application.clock.advance(Duration.ofDays(20));
        assertThat(call(tab, "/api/me")).startsWith("401");
        assertThat(events(tab)).containsExactly("SESSION_NOT_FOUND");
    }

    @Test
    void aStorageFaultSignsNobodyOut() {
        Page tab = tab(COOKIE);
        signIn(tab, 0);
        application.clock.advance(Duration.ofMinutes(16));
        application.storage.cut();
        assertThat(call(tab, "/api/me")).startsWith("401");
        assertThat(tab.evaluate("session.signOut()")).isEqualTo(false);
        assertThat(events(tab)).isEmpty();

        application.storage.restore();
        assertThat(call(tab, "/api/me")).startsWith("200");
    }

    @Test
    void aVisitorWhoNeverSignedInHearsNothing() {
        Page tab = tab(COOKIE);
        assertThat(call(tab, "/api/me")).startsWith("401");
        assertThat(events(tab)).isEmpty();
        assertThat(refreshes.total()).isZero();
    }

    @Test
    void scriptsReadTheClaimsOfSplitCookiesAndNotTheSignature() {
        Page tab = tab(COOKIE);
        signIn(tab, 2);
        String readable = (String) tab.evaluate("document.cookie");
        assertThat(readable).contains("__Host-access-token-payload=").doesNotContain("signature", "refresh");
        application.clock.advance(Duration.ofMinutes(16));
        assertThat(call(tab, "/api/me")).startsWith("200 alice");
    }

    @Test
    void bearerTokensInMemoryAreOneTabsOwn() {
        Page tab = tab(BEARER);
        Page other = tab(BEARER);
        signIn(tab, 1);
        application.clock.advance(Duration.ofMinutes(16));

        assertThat(call(tab, "/api/me")).startsWith("200 alice");
        assertThat(call(other, "/api/me")).startsWith("401");
        assertThat(refreshes.total()).isEqualTo(1);
        assertThat(profile.cookies()).isEmpty();

        assertThat(tab.evaluate("session.signOut()")).isEqualTo(true);
        assertThat(events(tab)).containsExactly("SIGNED_OUT");
        assertThat(call(tab, "/api/me")).startsWith("401");
        assertThat(application.manager().list("alice")).isEmpty();
    }

    @Test
    void bearerTokensInLocalStorageAreRefreshedOnceForAllTabs() {
        List<Page> tabs = IntStream.range(0, 4)
                .mapToObj(i -> tab(BEARER_IN_LOCAL_STORAGE))
                .toList();
        signIn(tabs.get(0), 1);
        application.clock.advance(Duration.ofMinutes(16));

        Tabs.fetchTogether(tabs, refreshes);

        assertThat(refreshes.total()).isEqualTo(1);
        tabs.get(0).evaluate("session.signOut()");
        await().untilAsserted(() -> assertThat(events(tabs.get(3))).containsExactly("SIGNED_OUT"));
        assertThat(tabs.get(3).evaluate("localStorage.length")).isEqualTo(0);
    }

    @Test
    void aBearerTokenNeverGoesToAnotherOrigin() {
        Map<String, String> headers = new java.util.concurrent.ConcurrentHashMap<>();
        profile.route("http://other.example/**", route -> {
            headers.putAll(route.request().headers());
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(200)
                    .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
                    .setBody("ok"));
        });
        Page tab = tab(BEARER);
        signIn(tab, 1);
        assertThat(tab.evaluate("session.fetch('http://other.example/x').then(r => r.text())"))
                .isEqualTo("ok");
        assertThat(headers).isNotEmpty().doesNotContainKey("authorization");
    }

    /** Ports are no part of a site: to the browser this is a neighbour, whose posts carry SameSite=Lax cookies. */
    @Test
    void aFormOfANeighbourHostOfTheSameSiteIsRefused() {
        Page victim = tab(COOKIE);
        signIn(victim, 0);
        ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
        profile.onResponse(response -> {
            if (response.url().endsWith("/session/sign-out")) {
                statuses.add(response.status());
            }
        });
        try (TestApplication neighbour = start(new RefreshCounter())) {
            Page page = profile.newPage();
            page.navigate(neighbour.origin() + "/blank");
            page.setContent("<form method=post action='" + application.origin() + "/session/sign-out'></form>");
            page.evaluate("document.forms[0].submit()");
            await().until(() -> {
                page.title();
                return !statuses.isEmpty();
            });
        }
        assertThat(statuses).containsExactly(403);
        assertThat(call(victim, "/api/me")).startsWith("200");
        assertThat(application.manager().list("alice")).hasSize(1);
    }

    private static TestApplication start(RefreshCounter refreshes) {
        return TestApplication.start(new JettyServer(Map.of("/session/refresh", refreshes)), setup -> setup);
    }

    private Page tab(String options) {
        Page page = profile.newPage();
        page.navigate(application.origin() + "/blank");
        page.evaluate("""
                async (options) => {
                  const { BrowserSession } = await import('/symbolon/symbolon.js');
                  window.events = [];
                  window.session = new BrowserSession(eval('(' + options + ')'));
                  session.addEventListener('signed-out',
                      e => events.push([e.detail.code, e.detail.cause].filter(Boolean).join(' ')));
                }
                """, options);
        return page;
    }

    private static void signIn(Page tab, int transport) {
        Object status = tab.evaluate("""
                async (transport) => {
                  const answer = await fetch('/sign-in?subject=alice&transport=' + transport, {method: 'POST'});
                  session.signedIn(transport === 1 ? await answer.json() : undefined);
                  return answer.status;
                }
                """, transport);
        assertThat(status).isEqualTo(200);
    }

    private static String call(Page tab, String path) {
        return (String)
                tab.evaluate("path => session.fetch(path).then(async r => r.status + ' ' + await r.text())", path);
    }

    private static List<String> events(Page tab) {
        return ((List<?>) tab.evaluate("events")).stream().map(String::valueOf).toList();
    }
}
