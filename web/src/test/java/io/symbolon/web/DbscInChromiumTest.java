package io.symbolon.web;

import static io.symbolon.http.contract.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.symbolon.Binding;
import io.symbolon.http.contract.TestApplication;
import io.symbolon.http.contract.TestClient;
import io.symbolon.http.contract.TestClient.Answer;
import io.symbolon.web.browser.Chromium;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Device Bound Session Credentials by Chromium itself, over https. Where the system has no hardware for keys Chromium takes
 * software ones if it is told to.
 */
class DbscInChromiumTest {
    private static final int FIRST_VERSION = 156;
    private static final String FEATURES =
            "--enable-features=DeviceBoundSessions,EnableBoundSessionCredentialsSoftwareKeysForManualTesting";
    private static final String ACCESS = "__Host-access-token";

    private final RefreshCounter refreshes = new RefreshCounter();
    private final TestApplication application =
            TestApplication.start(new JettyServer(Map.of("/session/refresh", refreshes)), setup -> {
                setup.sessions = sessions -> sessions.bindSessions();
                return setup;
            });

    private TlsEntrance entrance;
    private Chromium chromium;
    private BrowserContext profile;
    private Page page;

    @BeforeEach
    void open(@TempDir Path folder) {
        entrance = TlsEntrance.before(application.port(), folder);
        chromium = Chromium.launchWithRequestsOfItsOwn(
                FEATURES, "--ignore-certificate-errors-spki-list=" + entrance.keyHash());
        profile = chromium.profile();
        String version = profile.browser().version();
        assumeTrue(
                Integer.parseInt(version.split("\\.", 2)[0]) >= FIRST_VERSION,
                () -> "Chromium " + version + " was not tried: " + FIRST_VERSION + " binds sessions on this system");
        page = profile.newPage();
        page.navigate(entrance.origin() + "/blank");
    }

    @AfterEach
    void close() {
        chromium.close();
        entrance.close();
        application.close();
    }

    @Test
    void theBrowserBindsItsSessionRenewsItsCookieAndACopyOfItsCookiesBuysNothing() {
        page.evaluate("fetch('/sign-in?subject=alice', {method: 'POST'})");
        await().untilAsserted(() -> {
            page.title();
            assertThat(binding()).get().isInstanceOf(Binding.Dbsc.class);
        });
        await().untilAsserted(() ->
                assertThat((String) page.evaluate("document.cookie")).isEqualTo("__Host-session-bound=1"));
        TestClient thief = thief();
        application.clock.advance(Duration.ofMinutes(16));
        profile.clearCookies(new BrowserContext.ClearCookiesOptions().setName(ACCESS));

        assertThat((String) page.evaluate("fetch('/api/me').then(async r => r.status + ' ' + await r.text())"))
                .isEqualTo("200 alice,none");

        assertThat(refreshes.total())
                .as("one for the challenge, one with the proof")
                .isEqualTo(2);
        Answer refused = thief.refresh();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json("binding")).isEqualTo("DBSC");
    }

    private Optional<Binding> binding() {
        return application.manager().list("alice").get(0).binding();
    }

    private TestClient thief() {
        TestClient client = application.browser();
        for (Cookie cookie : profile.cookies()) {
            client.jar().put(cookie.name, new TestClient.Kept(cookie.name, cookie.value, Map.of("path", cookie.path)));
        }
        return client;
    }
}
