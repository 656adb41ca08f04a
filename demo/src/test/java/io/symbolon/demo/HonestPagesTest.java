package io.symbolon.demo;

import static io.symbolon.demo.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.symbolon.web.browser.Chromium;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the pages say is so, and what is well looks well. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HonestPagesTest {
    private Chromium chromium;
    private RunningDemo demo;
    private Browser browser;

    @BeforeAll
    void start(@TempDir Path folder) {
        demo = new RunningDemo(folder, "--symbolon.session-limit.maximum=100");
        chromium = Chromium.launch();
    }

    @AfterAll
    void stop() {
        chromium.close();
        demo.close();
    }

    @BeforeEach
    void takeBrowser() {
        browser = new Browser(chromium, demo, Browser.LAPTOP);
    }

    @AfterEach
    void putBrowserAway() {
        browser.close();
    }

    @Test
    void aForgeryIsOneWhateverRoleTheAccountHas() {
        for (String role : List.of("admin", "member")) {
            demo.changeRole(role, demo.signIn("ada").access());
            Page page = browser.open("/attack.html");
            Locator attack = page.locator("#tamper");

            Browser.button(page, "Run all").click();
            page.getByText("7 of 7 held.").waitFor();

            assertThat(attack.innerText())
                    .contains("The claim role changed to " + (role.equals("admin") ? "owner" : "admin") + ": 401")
                    .doesNotContain("The attack broke off");
            attack.locator("summary").click();
            assertThat(attack.locator(".exchanges").innerText())
                    .contains("role: \"" + role + "\" became", "signature: one character of it", "exp: ", "iss: ");
        }
    }

    @Test
    void stolenCookiesBuyAThiefNewOnesBeforeTheBindingAndNothingAfterIt() {
        Page page = browser.open("/attack.html");
        Locator attack = page.locator("#stolen-cookies");

        attack.getByText("Run", new Locator.GetByTextOptions().setExact(true)).click();
        page.getByText("Use stolen cookies: held.").waitFor();

        assertThat(attack.locator(".exchange-head").allInnerTexts())
                .anySatisfy(head -> assertThat(head)
                        .contains("Not bound: the thief refreshes")
                        .endsWith("200"))
                .anySatisfy(head ->
                        assertThat(head).contains("Bound: the thief refreshes").endsWith("403 PROOF_REQUIRED"))
                .anySatisfy(head -> assertThat(head).contains("And gives it").endsWith("200"));
        assertThat(attack.locator(".check").count()).isEqualTo(5);
        assertThat(attack.locator(".checks").innerText()).contains("for 10 minutes at most");
        attack.screenshot(new Locator.ScreenshotOptions().setPath(Path.of("target", "screenshots", "stolen.png")));
    }

    @Test
    void aBurstOnTheServerAndEachRevocationAreToldInFigures() {
        browser.signIn("grace");
        Page page = browser.open("/live.html");
        page.getByText("Healthy").waitFor();

        Browser.button(page, "Verify 100,000 times").click();
        page.getByText("The server verified your access token 100,000 times in").waitFor();
        assertThat(page.locator("#said").innerText()).containsPattern("and made \\d storage calls? meanwhile");
        await().until(() -> Long.parseLong(
                        page.locator("[data-figure=verified]").innerText().replace(",", ""))
                >= 100_000);

        Browser.button(page, "Sign a device in and out").click();
        page.getByText("The revocation arrived here after").waitFor();
        assertThat(page.locator("#said").innerText()).containsPattern("after \\d+ ms: it is the newest dot");
        assertThat(page.locator("main").innerText()).doesNotContain("last answered", "per storage call");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aFirstVisitMakesNoErrorInTheBrowser() {
        for (String path : List.of("/", "/index.html", "/live.html", "/admin.html")) {
            Page page = browser.open(path);
            page.waitForURL(browser.origin() + "/sign-in.html*");
            page.getByText("nanoseconds of wire").waitFor();
            assertThat(page.locator("#reason").isVisible())
                    .as("there is nothing to explain")
                    .isFalse();
        }
        Page attacks = browser.open("/attack.html");
        attacks.getByText("Not signed in").waitFor();

        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anAddressWhereNothingIsGivesAPageAndAnIconIsOne() {
        for (int visit = 0; visit < 2; visit++) {
            Page page = browser.profile().newPage();
            Response answer = page.navigate(browser.origin() + "/no/such/page");
            assertThat(answer.status()).isEqualTo(404);
            page.getByText("There is no such page").waitFor();
            Response icon = page.navigate(browser.origin() + "/favicon.ico");
            assertThat(icon.status()).isEqualTo(200);
            assertThat(icon.headerValue("content-type")).isEqualTo("image/svg+xml");
            page.close();
            browser.signIn("ada").close();
        }
        assertThat(demo.send(demo.request("/no/such/page").build()).status())
                .as("programs are asked for a token")
                .isEqualTo(401);
        assertThat(demo.get("/no/such/page", demo.signIn("ada").access()).header("Content-Type"))
                .isEqualTo("application/problem+json");
    }
}
