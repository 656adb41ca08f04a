package io.symbolon.web;

import static io.symbolon.http.contract.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.symbolon.Binding;
import io.symbolon.UserSession;
import io.symbolon.http.CookieSettings;
import io.symbolon.http.TokenTransport;
import io.symbolon.http.contract.DraftBrowser;
import io.symbolon.http.contract.TestApplication;
import io.symbolon.http.contract.TestClient;
import io.symbolon.http.contract.TestClient.Answer;
import io.symbolon.web.browser.Chromium;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A browser that does not bind sessions by itself: the browser module does, with a key that it cannot export. */
class BrowserBindingTest {
    private static final String AT_ONCE = "{bind: true, bindAfter: 0}";
    /** Its turn comes by the clock of the test. */
    private static final String LATER = "{bind: true, bindAfter: 600000}";

    private static final long LATER_MILLIS = 600_000;
    private static final String BEARER = "{mode: 'bearer', bind: true}";
    private static final int BEARER_TRANSPORT = 1;
    private static final Chromium CHROMIUM = Chromium.launch();

    private final RefreshCounter refreshes = new RefreshCounter();
    private final RefreshCounter registrations = new RefreshCounter();
    private final BrowserContext profile = CHROMIUM.profile();
    private TestApplication application = start(setup -> setup);

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
    void aBoundBrowserSignsItsRefreshes() {
        Page tab = tab(AT_ONCE);
        signInAndAwaitBinding(tab);
        application.clock.advance(Duration.ofMinutes(16));

        assertThat(call(tab, "/api/me")).isEqualTo("200 alice,none");

        assertThat(refreshes.total())
                .as("one for the challenge, one with the proof")
                .isEqualTo(2);
        assertThat(binding()).get().isInstanceOf(Binding.Software.class);
        assertThat(profile.cookies()).noneMatch(cookie -> cookie.name.endsWith("session-bound"));
        assertThat(events(tab)).isEmpty();
    }

    @Test
    void g11ACopyOfItsCookiesInAnotherClientBuysNothingAndEndsNothing() {
        Page tab = tab(AT_ONCE);
        signInAndAwaitBinding(tab);
        TestClient thief = thief();
        application.clock.advance(Duration.ofMinutes(16));

        Answer refused = thief.refresh();

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json("code")).isEqualTo("PROOF_REQUIRED");
        assertThat(refused.setCookies()).isEmpty();
        assertThat(thief.get("/api/me").status()).isEqualTo(401);
        assertThat(call(tab, "/api/me")).startsWith("200 alice");
    }

    @Test
    void itsKeyIsNotExtractable() {
        Page tab = tab(AT_ONCE);
        signInAndAwaitBinding(tab);

        for (String format : List.of("jwk", "pkcs8")) {
            assertThat(tab.evaluate(KEY_STORE + """
                    inStore("readonly", store => store.get("key")).then(async key => {
                      const { privateKey } = key;
                      try {
                        await crypto.subtle.exportKey(FORMAT, privateKey);
                        return "exported";
                      } catch (refusal) {
                        return privateKey.extractable + " " + privateKey.usages + " " + refusal.name;
                      }
                    })
                    """.replace("FORMAT", '"' + format + '"')))
                    .isEqualTo("false sign InvalidAccessError");
        }
    }

    @Test
    void whereIndexedDbWasClearedThePersonIsAskedToSignInAndTheSessionGoesOnElsewhere() {
        Page tab = tab(AT_ONCE);
        signInAndAwaitBinding(tab);
        application.clock.advance(Duration.ofMinutes(16));
        tab.evaluate("new Promise((done, failed) => Object.assign(indexedDB.deleteDatabase('symbolon'),"
                + " {onsuccess: done, onerror: failed, onblocked: failed}))");

        assertThat(call(tab, "/api/me")).startsWith("401");

        assertThat(events(tab)).containsExactly("KEY_LOST");
        assertThat(profile.cookies()).isEmpty();
        assertThat(application.manager().list("alice")).hasSize(1);
        signIn(tab);
        await().untilAsserted(() -> assertThat(application.manager().list("alice"))
                .hasSize(2)
                .allMatch(session -> session.binding().isPresent()));
        assertThat(call(tab, "/api/me")).startsWith("200 alice");
    }

    @Test
    void anotherKeyIsToldAfterThreeSignaturesToSignIn() {
        Page tab = tab(AT_ONCE);
        signInAndAwaitBinding(tab);
        application.clock.advance(Duration.ofMinutes(16));
        tab.evaluate(KEY_STORE + """
                crypto.subtle.generateKey({name: "ECDSA", namedCurve: "P-256"}, false, ["sign"])
                    .then(other => inStore("readwrite", store => store.put(other, "key")))
                """);

        assertThat(call(tab, "/api/me")).startsWith("401");

        assertThat(refreshes.total()).isEqualTo(4);
        assertThat(events(tab)).containsExactly("KEY_LOST");
        assertThat(application.manager().list("alice")).hasSize(1);
    }

    @Test
    void aBrowserWhoseIndexedDbFailsSignsNobodyOut() {
        Page tab = tab(AT_ONCE);
        signInAndAwaitBinding(tab);
        application.clock.advance(Duration.ofMinutes(16));
        tab.evaluate("window.original = indexedDB.open;"
                + " IDBFactory.prototype.open = () => { throw new DOMException('full', 'UnknownError'); }; 0");
        assertThat(call(tab, "/api/me")).startsWith("401");
        assertThat(events(tab)).isEmpty();

        tab.evaluate("IDBFactory.prototype.open = original; 0");
        assertThat(call(tab, "/api/me")).startsWith("200 alice");
    }

    @Test
    void twoTabsRegisterOnceAndShareTheKey() {
        profile.clock().install();
        Page first = tab(LATER);
        signIn(first);
        Page second = tab(LATER);
        assertThat(binding()).isEmpty();
        profile.clock().fastForward(LATER_MILLIS);

        awaitBinding(first);
        awaitBinding(second);
        application.clock.advance(Duration.ofMinutes(16));
        Tabs.fetchTogether(List.of(first, second), refreshes);

        assertThat(events(first)).isEmpty();
        assertThat(events(second)).isEmpty();
        assertThat(registrations.total()).isEqualTo(1);
        assertThat(refreshes.total()).isEqualTo(2);
    }

    @Test
    void theNextPageBindsWhatWasOfferedToOneThatWasLeft() {
        profile.clock().install();
        Page tab = tab(LATER);
        signIn(tab);
        tab.navigate("about:blank");
        assertThat(binding()).isEmpty();

        Page next = tab(LATER);
        profile.clock().fastForward(LATER_MILLIS);

        awaitBinding(next);
    }

    @Test
    void aStepUpBindsASessionThatIsNotBound() {
        Page tab = tab("{}");
        signIn(tab);
        Page binding = tab(AT_ONCE);

        binding.evaluate("session.fetch('/api/prove', {method: 'POST', body: 'code'})");

        awaitBinding(binding);
    }

    @Test
    void withoutTheOptionNothingIsBoundAndWhatIsBoundGoesOn() {
        Page tab = tab("{}");
        signIn(tab);
        assertThat(tab.evaluate("indexedDB.databases().then(all => all.length)"))
                .isEqualTo(0);
        Page binding = tab(AT_ONCE);
        signInAndAwaitBinding(binding);
        application.clock.advance(Duration.ofMinutes(16));

        assertThat(call(tab, "/api/me")).startsWith("200 alice");
    }

    @Test
    void whereTheBrowserBindsTheSessionItselfTheModuleSignsNothing() {
        profile.clock().install();
        Page tab = tab(LATER);
        TestClient browser = browserThatBinds(tab);
        profile.addCookies(browser.jar().values().stream()
                .map(kept -> new Cookie(kept.name(), kept.value())
                        .setDomain("127.0.0.1")
                        .setPath(kept.path())
                        .setSecure(true))
                .toList());
        profile.clock().fastForward(LATER_MILLIS);

        awaitEndOfOffer(tab);

        assertThat(registrations.total()).isEqualTo(1);
        assertThat(binding()).get().isInstanceOf(Binding.Dbsc.class);
        assertThat(tab.evaluate("session.refresh()")).isEqualTo(false);
        assertThat(events(tab)).as("the browser's key is not lost").isEmpty();
    }

    @Test
    void whereTheBrowserWasFasterAndNoMarkerIsReadTheBrowsersKeyStays() {
        profile.clock().install();
        Page tab = tab(LATER);
        browserThatBinds(tab);
        profile.clock().fastForward(LATER_MILLIS);

        await().untilAsserted(() -> {
            tab.title();
            assertThat(registrations.total()).isEqualTo(2);
        });

        assertThat(binding()).get().isInstanceOf(Binding.Dbsc.class);
        assertThat(events(tab)).isEmpty();
        assertThat(application.manager().list("alice")).hasSize(1);
    }

    @Test
    void bearerTokensAreBoundWithTheTokensThatTheSignInGave() {
        Page tab = tab(BEARER);
        signIn(tab, BEARER_TRANSPORT);
        awaitBinding(tab);
        application.clock.advance(Duration.ofMinutes(16));

        assertThat(call(tab, "/api/me")).startsWith("200 alice");

        assertThat(binding()).get().isInstanceOf(Binding.Software.class);
        assertThat(refreshes.total()).isEqualTo(2);
    }

    @Test
    void aPersonWhoNavigatesIsRenewedByThePageThatSigns() {
        signInAndAwaitBinding(tab(AT_ONCE));
        application.clock.advance(Duration.ofMinutes(16));
        Page page = profile.newPage();

        page.navigate(application.origin() + "/api/me");

        await().untilAsserted(() -> assertThat(page.content()).contains("alice,none"));
    }

    @Test
    void aPersonWhoNavigatesIsRenewedByThatPageAlsoWhereTheRefreshTokenArrives() {
        application.close();
        application = start(setup -> {
            setup.transports = List.of(TokenTransport.cookie(
                    CookieSettings.forCookie().refreshTokenPath("/").build()));
            return setup;
        });
        signInAndAwaitBinding(tab(AT_ONCE));
        application.clock.advance(Duration.ofMinutes(16));
        Page page = profile.newPage();

        page.navigate(application.origin() + "/api/me");

        await().untilAsserted(() -> assertThat(page.content()).contains("alice,none"));
    }

    private static final String KEY_STORE = """
            const inStore = (mode, work) => new Promise((resolve, reject) => {
              const opened = indexedDB.open("symbolon", 1);
              opened.onerror = () => reject(opened.error);
              opened.onsuccess = () => {
                const transaction = opened.result.transaction("binding", mode);
                const request = work(transaction.objectStore("binding"));
                transaction.oncomplete = () => { opened.result.close(); resolve(request.result); };
              };
            });
            """;

    private TestApplication start(UnaryOperator<TestApplication.Setup> changes) {
        return TestApplication.start(
                new JettyServer(Map.of("/session/refresh", refreshes, "/session/bind", registrations)), setup -> {
                    setup.sessions = sessions -> sessions.bindSessions();
                    return changes.apply(setup);
                });
    }

    private Page tab(String options) {
        Page page = profile.newPage();
        page.navigate(application.origin() + "/blank");
        page.evaluate("""
                async (options) => {
                  const { BrowserSession } = await import('/symbolon/symbolon.js');
                  window.events = [];
                  window.session = new BrowserSession(eval('(' + options + ')'));
                  session.addEventListener('signed-out', e => events.push(e.detail.code));
                }
                """, options);
        return page;
    }

    private static void signIn(Page tab) {
        signIn(tab, 0);
    }

    private static void signIn(Page tab, int transport) {
        assertThat(tab.evaluate("""
                async (transport) => {
                  const answer = await session.fetch('/sign-in?subject=alice&transport=' + transport, {method: 'POST'});
                  window.offer = answer.headers.get('Secure-Session-Registration');
                  session.signedIn(transport === 1 ? await answer.json() : undefined);
                  return answer.status;
                }
                """, transport)).isEqualTo(200);
    }

    private void signInAndAwaitBinding(Page tab) {
        signIn(tab);
        awaitBinding(tab);
    }

    /** Until the tab has its answer, too. */
    private void awaitBinding(Page tab) {
        await().untilAsserted(() -> {
            tab.title();
            assertThat(binding()).isPresent();
        });
        tab.evaluate("navigator.locks.request('symbolon:' + location.origin, () => {})");
    }

    private void awaitEndOfOffer(Page tab) {
        await().untilAsserted(() -> assertThat(
                        tab.evaluate(
                                KEY_STORE
                                        + "inStore('readonly', store => store.get('symbolon:' + location.origin)).then(offer => !offer)"))
                .isEqualTo(true));
    }

    /** A browser with the tab's cookies that binds the session by itself. */
    private TestClient browserThatBinds(Page tab) {
        signIn(tab);
        TestClient browser = thief();
        String offer = (String) tab.evaluate("offer");
        Answer signedIn = new Answer(200, Map.of("secure-session-registration", List.of(offer)), "");
        Answer registered =
                new DraftBrowser(browser).processSessionRegistration(signedIn).orElseThrow();
        assertThat(registered.status()).isEqualTo(200);
        return browser;
    }

    /** Another client with all cookies of this browser. */
    private TestClient thief() {
        TestClient client = application.browser();
        for (Cookie cookie : profile.cookies()) {
            client.jar().put(cookie.name, new TestClient.Kept(cookie.name, cookie.value, Map.of("path", cookie.path)));
        }
        return client;
    }

    private Optional<Binding> binding() {
        return application.manager().list("alice").stream()
                .map(UserSession::binding)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String call(Page tab, String path) {
        return (String)
                tab.evaluate("path => session.fetch(path).then(async r => r.status + ' ' + await r.text())", path);
    }

    private static List<String> events(Page tab) {
        return ((List<?>) tab.evaluate("events")).stream().map(String::valueOf).toList();
    }
}
