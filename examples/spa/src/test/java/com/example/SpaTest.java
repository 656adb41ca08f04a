package com.example;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.symbolon.JwtUserSessionManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** In a real Chromium: the one that is installed, else Playwright's. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SpaTest {
    private static final double TIMEOUT_MILLIS = 60_000;

    private static Playwright playwright;
    private static Browser chromium;

    @Autowired
    private JwtUserSessionManager sessions;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void launch() {
        Optional<Path> installed = Stream.of(
                        "/usr/bin/chromium-headless-shell",
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Playwright.CreateOptions options = new Playwright.CreateOptions();
        installed.ifPresent(path -> options.setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        playwright = Playwright.create(options);
        PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MILLIS);
        LaunchOptions launch =
                new LaunchOptions().setTimeout(TIMEOUT_MILLIS).setArgs(List.of("--disable-gpu", "--no-sandbox"));
        installed.ifPresent(launch::setExecutablePath);
        chromium = playwright.chromium().launch(launch);
    }

    @AfterAll
    static void close() {
        chromium.close();
        playwright.close();
    }

    @AfterEach
    void forget() {
        sessions.revokeAll("ada");
    }

    @Test
    void whoSignsInSeesTheOrdersAndThisDevice() {
        Page page = signedIn(profile());

        assertThat(page.locator("#orders li")).hasText("the order of ada");
        assertThat(page.locator("#devices li")).containsText(", this one");
        page.reload();
        assertThat(page.locator("#orders li")).hasText("the order of ada");
    }

    @Test
    void noScriptCanReadAToken() {
        Page page = signedIn(profile());

        assertThat(page.evaluate("document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"))
                .isEqualTo("{}{}");
    }

    @Test
    void aWrongPasswordSignsNobodyIn() {
        Page page = opened(profile());

        submit(page, "wrong");

        assertThat(page.locator("#why")).hasText("The name or the password is wrong.");
        assertThat(page.locator("#home")).isHidden();
    }

    @Test
    void anAccessTokenThatIsNoLongerGoodIsRenewedUnseen() {
        Page page = signedIn(profile());
        sessions.expireAccessTokens("ada");

        Response refresh = page.waitForResponse(
                response -> response.url().endsWith("/session/refresh"),
                () -> page.locator("#load").click());

        assertThat(refresh.status()).isEqualTo(204);
        assertThat(page.locator("#orders li")).hasText("the order of ada");
    }

    @Test
    void aSessionThatIsEndedFromAnotherDeviceLeadsToTheSignIn() {
        Page phone = signedIn(profile());
        Page laptop = signedIn(profile());

        laptop.locator("#devices button").click();
        assertThat(laptop.locator("#devices li")).hasCount(1);
        phone.locator("#load").click();

        assertThat(phone.locator("#sign-in")).isVisible();
        assertThat(phone.locator("#why")).hasText("SIGNED_OUT_FROM_ANOTHER_SESSION");
        assertThat(laptop.locator("#home")).isVisible();
    }

    @Test
    void signingOutShowsTheSignInInEveryTab() {
        BrowserContext profile = profile();
        Page tab = signedIn(profile);
        Page other = profile.newPage();
        other.navigate(address());
        assertThat(other.locator("#home")).isVisible();

        tab.locator("#sign-out").click();

        assertThat(tab.locator("#sign-in")).isVisible();
        assertThat(other.locator("#sign-in")).isVisible();
        assertThat(sessions.list("ada")).isEmpty();
    }

    private Page signedIn(BrowserContext profile) {
        Page page = opened(profile);
        submit(page, "analytical engine");
        assertThat(page.locator("#home")).isVisible();
        return page;
    }

    private Page opened(BrowserContext profile) {
        Page page = profile.newPage();
        page.navigate(address());
        assertThat(page.locator("#sign-in")).isVisible();
        return page;
    }

    private static void submit(Page page, String password) {
        page.locator("[name=name]").fill("ada");
        page.locator("[name=password]").fill(password);
        page.locator("#sign-in button").click();
    }

    /** With cookies of its own. */
    private static BrowserContext profile() {
        BrowserContext context = chromium.newContext();
        context.setDefaultTimeout(TIMEOUT_MILLIS);
        return context;
    }

    private String address() {
        return "http://localhost:" + port + "/";
    }
}
