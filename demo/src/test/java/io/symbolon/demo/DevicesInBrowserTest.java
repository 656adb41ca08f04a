package io.symbolon.demo;

import static io.symbolon.demo.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.symbolon.web.browser.Chromium;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two devices of one person, and what other sites' pages try. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DevicesInBrowserTest {
    private static final int TABS = 20;
    /** The stream is cut at once; the rest is for a busy machine. */
    private static final double LONGEST_MILLIS = 60_000;

    private static final String ASK_WHO_I_AM =
            "import('/js/session.js').then(({ call }) => call('/api/me')).then(({ name }) => name)";
    private static final String REFRESH = "fetch('/session/refresh', { method: 'POST' }).then(({ status }) => status)";

    private Chromium chromium;
    private RunningDemo demo;
    private Path folder;
    private Browser laptop;
    private Browser phone;

    @BeforeAll
    void start(@TempDir Path data) {
        folder = data;
        demo = new RunningDemo(folder, "--symbolon.session-limit.maximum=100");
        chromium = Chromium.launch();
    }

    @AfterAll
    void stop() {
        chromium.close();
        demo.close();
    }

    @BeforeEach
    void takeDevices() {
        demo.post("/sessions/revoke-all", demo.signIn("ada").access());
        laptop = new Browser(chromium, demo, Browser.LAPTOP);
        phone = new Browser(chromium, demo, Browser.PHONE);
    }

    @AfterEach
    void putDevicesAway() {
        laptop.close();
        phone.close();
    }

    @Test
    void whoIsSignedOutFromAnotherDeviceIsCutOffAndToldWhy() {
        Page onPhone = phone.signIn("ada");
        Page onLaptop = laptop.signIn("ada");
        assertThat(onLaptop.locator("[data-session]").count()).isEqualTo(2);

        Browser.button(onLaptop, "Sign out Safari on iOS").click();

        onPhone.waitForURL(
                phone.origin() + "/sign-in.html?cause=*", new Page.WaitForURLOptions().setTimeout(LONGEST_MILLIS));
        onPhone.getByText("You were signed out from another of your devices.").waitFor();
        onLaptop.getByText("Safari on iOS was signed out.").waitFor();
        assertThat(onLaptop.locator("[data-session]").count()).isEqualTo(1);
        assertThat(onPhone.evaluate("fetch('/api/me').then(response => response.json()).then(({ code }) => code)"))
                .isEqualTo("REVOKED");
        assertThat(laptop.complaints()).isEmpty();
        assertThat(phone.complaints()).allMatch(text -> text.contains("401"));
    }

    @Test
    void aNewDeviceAppearsOnTheOthersByItself() {
        Page onLaptop = laptop.signIn("ada");

        phone.signIn("ada");

        onLaptop.getByText("Safari on iOS").waitFor();
        assertThat(laptop.complaints()).isEmpty();
    }

    @Test
    void aNewDeviceAppearsByItselfAlsoWhenItSignedInOnAnotherNode() {
        Page onLaptop = laptop.signIn("ada");
        try (RunningDemo other = new RunningDemo(folder, "--symbolon.session-limit.maximum=100");
                Browser onOther = new Browser(chromium, other, Browser.PHONE)) {
            onOther.signIn("ada");

            onLaptop.getByText("Safari on iOS").waitFor();
        }
        assertThat(laptop.complaints()).isEmpty();
    }

    @Test
    void whoeverSignsOutStaysOutInAllTabs() {
        Page first = laptop.signIn("ada");
        Page second = laptop.open("/live.html");
        second.getByText("ada").first().waitFor();

        Browser.button(first, "Sign out").click();

        for (Page tab : List.of(first, second)) {
            tab.waitForURL(laptop.origin() + "/sign-in.html*");
        }
        // The stream tells of the end, maybe before the answer that clears the cookies.
        await().untilAsserted(() -> assertThat(laptop.profile().cookies())
                .extracting(cookie -> cookie.name)
                .as("who has signed in from this browser, and no token")
                .containsExactly("__Host-device"));
    }

    @Test
    void twentyTabsThatRefreshTogetherSignNobodyOut() {
        Page first = laptop.signIn("ada");
        List<Page> tabs =
                Stream.generate(() -> laptop.open("/live.html")).limit(TABS).toList();
        tabs.forEach(tab -> tab.getByText("ada").first().waitFor());

        demo.changeRole("member", demo.signIn("ada").access());

        // The pages have come back by themselves by now or do so meanwhile; besides, each asks and each refreshes.
        tabs.forEach(tab -> tab.evaluate("window.answer = " + ASK_WHO_I_AM));
        tabs.forEach(tab -> tab.evaluate("window.refreshed = " + REFRESH));
        for (Page tab : tabs) {
            assertThat(tab.evaluate("window.answer")).isEqualTo("ada");
            assertThat(tab.evaluate("window.refreshed")).isEqualTo(204);
        }
        assertThat(first.url()).isEqualTo(laptop.origin() + "/");
        assertThat(first.evaluate(ASK_WHO_I_AM)).isEqualTo("ada");
        assertThat(laptop.complaints()).allMatch(text -> text.contains("401") && !text.contains("/session/refresh"));
    }

    @Test
    void signingOutEverywhereNeedsASecondFactorOnce() {
        Page onPhone = phone.signIn("ada");
        Page onLaptop = laptop.signIn("ada");

        Browser.button(onLaptop, "Sign out everywhere").click();
        onLaptop.getByLabel("Code").fill("000000");
        Browser.button(onLaptop, "Confirm").click();
        onLaptop.getByText("The code is wrong.").waitFor();
        Browser.button(onLaptop, "Sign out everywhere").click();
        Browser.button(onLaptop, "Cancel").click();
        assertThat(onLaptop.evaluate(ASK_WHO_I_AM)).as("nothing was meant").isEqualTo("ada");

        Browser.button(onLaptop, "Sign out everywhere").click();
        onLaptop.getByLabel("Code").fill("246810");
        Browser.button(onLaptop, "Confirm").click();

        onLaptop.waitForURL(laptop.origin() + "/sign-in.html*");
        onPhone.waitForURL(phone.origin() + "/sign-in.html*");
    }

    @Test
    void aDeviceIsCalledAsItsUserCallsIt() {
        Page onPhone = phone.signIn("ada");
        Page onLaptop = laptop.signIn("ada");

        Browser.button(onLaptop, "Name Safari on iOS").click();
        onLaptop.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Ada's <phone>");
        Browser.button(onLaptop, "Save").click();

        onLaptop.getByText("Ada's <phone>").waitFor();
        Browser.button(onLaptop, "Sign out Ada's <phone>").waitFor();
        assertThat(onPhone.evaluate(ASK_WHO_I_AM)).isEqualTo("ada");
    }

    @Test
    void liveTellsANewDeviceFromAKnownOne() {
        Page live = laptop.signIn("ada");
        live.navigate(laptop.origin() + "/live.html");
        live.getByText("Connected").first().waitFor();

        Page onPhone = phone.signIn("ada");
        live.getByText("New session, from a new device").waitFor();
        Browser.button(onPhone, "Sign out").click();
        onPhone.waitForURL(phone.origin() + "/sign-in.html*");
        phone.signIn("ada");

        live.getByText("New session, from a known device").waitFor();
    }

    @Test
    void aNewRoleIsInThePageAtOnceOnAllDevices() {
        Page onPhone = phone.signIn("ada");
        Page onLaptop = laptop.signIn("ada");

        onLaptop.getByLabel("Admin").check();

        onLaptop.getByText("Your new token says admin").waitFor();
        onPhone.getByText("\"admin\"").waitFor();
        onLaptop.getByLabel("Member").check();
        onLaptop.getByText("Your new token says member").waitFor();
    }

    @Test
    void tokensTravelInCookiesThatNoScriptAndNoOtherSiteGets() {
        Page page = laptop.signIn("ada");

        List<Cookie> cookies = laptop.profile().cookies();

        assertThat(cookies)
                .extracting(cookie -> cookie.name)
                .containsExactlyInAnyOrder("__Host-access-token", "__Secure-refresh-token", "__Host-device");
        assertThat(cookies).allSatisfy(cookie -> {
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.secure).isTrue();
            assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
            assertThat(Instant.ofEpochSecond(cookie.expires.longValue()))
                    .isAfter(Instant.now().plus(Duration.ofDays(13)));
            assertThat(cookie.path).as("pages renew in place").isEqualTo("/");
        });
        assertThat(page.evaluate("document.cookie")).isEqualTo("");
    }

    /** Of another site's request the browser keeps the cookies back; of another port's, which is the same site, it does not. */
    @ParameterizedTest
    @CsvSource({
        "http://evil.example/, /session/sign-out, You are signed out",
        "http://evil.example/, /sessions/revoke-all, You are signed out",
        "http://evil.example/, /login, comes from another site",
        "http://localhost:1/, /session/sign-out, comes from another site",
        "http://localhost:1/, /session/refresh, comes from another site",
        "http://localhost:1/, /sessions/revoke-all, comes from another site",
        "http://localhost:1/, /login, comes from another site",
    })
    void aFormOfAnotherOriginIsRefusedAndChangesNothing(String origin, String target, String words) {
        Page mine = laptop.signIn("ada");
        String fields = "<input name='username' value='grace'><input name='password' value='nanoseconds of wire'>";
        String form = "<form method='post' action='%s%s'>%s<button>win</button></form>"
                .formatted(laptop.origin(), target, fields);
        laptop.profile()
                .route(
                        origin,
                        route -> route.fulfill(
                                new FulfillOptions().setContentType("text/html").setBody(form)));
        Page evil = laptop.profile().newPage();
        evil.navigate(origin);

        Response answer = evil.waitForResponse(
                laptop.origin() + target, () -> Browser.button(evil, "win").click());

        assertThat(answer.status()).isBetween(401, 403);
        assertThat(answer.text()).contains(words);
        assertThat(mine.evaluate(ASK_WHO_I_AM)).isEqualTo("ada");
    }

    @Test
    void aWrongPasswordIsToldAndTheFormWorksWithTheKeyboardAlone() {
        Page page = laptop.open("/sign-in.html");
        page.getByLabel("Name").focus();
        page.keyboard().type("ada");
        page.keyboard().press("Tab");
        page.keyboard().type("wrong");
        page.keyboard().press("Enter");
        page.getByText("The name or the password is wrong.").waitFor();
        assertThat(page.getByLabel("Name").inputValue())
                .as("need not be typed again")
                .isEqualTo("ada");
        assertThat(page.url()).doesNotContain("ada");

        page.keyboard().type("analytical engine");
        page.keyboard().press("Enter");

        page.waitForURL(laptop.origin() + "/");
    }

    @Test
    void anAdministratorEndsSomebodysSessionOnceSureOfIt() {
        Page onPhone = phone.signIn("ada");
        Page admin = laptop.signIn("margaret");
        admin.getByText("Admin", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();

        Browser.button(admin, "Sign out Safari on iOS of ada").click();
        admin.getByText("Sign ada out on Safari on iOS?").waitFor();
        Browser.button(admin, "Cancel").click();
        assertThat(onPhone.evaluate(ASK_WHO_I_AM)).as("nothing was meant").isEqualTo("ada");
        Browser.button(admin, "Sign out Safari on iOS of ada").click();
        Browser.button(admin, "Sign ada out").click();

        onPhone.getByText("An administrator has signed you out.").waitFor();
        await().untilAsserted(() -> assertThat(
                        admin.locator("[data-account=ada] [data-session]").count())
                .isZero());
    }
}
