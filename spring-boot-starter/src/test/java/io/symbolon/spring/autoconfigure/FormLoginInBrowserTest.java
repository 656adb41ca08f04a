package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.testkit.SettableClock;
import io.symbolon.web.browser.Chromium;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The form-login application of the documentation in a real browser, with scripts off. */
class FormLoginInBrowserTest {
    private static final Chromium CHROMIUM = Chromium.launch();
    private static final WebApplication APPLICATION = FormLoginApplication.start("symbolon.web.transports=cookie");
    private static final String ORIGIN = "http://127.0.0.1:" + APPLICATION.port();

    private final BrowserContext profile = CHROMIUM.profileWithoutScripts();
    private final Page page = profile.newPage();

    @AfterAll
    static void quit() {
        APPLICATION.close();
        CHROMIUM.close();
    }

    @AfterEach
    void leave() {
        profile.close();
    }

    @Test
    void aPersonStaysSignedInForDays() {
        signIn("/page");
        for (int day = 0; day < 10; day++) {
            APPLICATION.bean(SettableClock.class).advance(Duration.ofDays(1));
            page.navigate(ORIGIN + "/page");
            assertThat(page.textContent("h1")).isEqualTo("alice");
        }
    }

    @Test
    void aFormThatWasFilledForLongerThanATokensLifeIsTaken() {
        signIn("/form");
        page.fill("[name=letter]", "long");
        APPLICATION.bean(SettableClock.class).advance(Duration.ofHours(5));
        page.click("button");
        assertThat(page.textContent("h1")).isEqualTo("alice wrote long");
    }

    @Test
    void aSessionThatWasEndedElsewhereLeadsToTheSignInAndBack() {
        signIn("/page");
        APPLICATION.bean(JwtUserSessionManager.class).revokeAll("alice");
        page.navigate(ORIGIN + "/page?order=7");
        assertThat(page.url()).isEqualTo(ORIGIN + "/login?return_to=%2Fpage%3Forder%3D7");
        assertThat(profile.cookies()).noneMatch(cookie -> cookie.name.endsWith("-token"));
        enterPassword();
        assertThat(page.url()).isEqualTo(ORIGIN + "/page?order=7");
        assertThat(page.textContent("h1")).isEqualTo("alice");
    }

    @Test
    void whatIsForbiddenIsAPage() {
        signIn("/page");
        Response answer = page.navigate(ORIGIN + "/admin");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(page.textContent("h1")).isEqualTo("Forbidden");
    }

    private void signIn(String path) {
        page.navigate(ORIGIN + path);
        enterPassword();
        assertThat(page.url()).isEqualTo(ORIGIN + path);
    }

    private void enterPassword() {
        page.fill("[name=username]", "alice");
        page.fill("[name=password]", "wonderland");
        page.click("button[type=submit]");
    }
}
