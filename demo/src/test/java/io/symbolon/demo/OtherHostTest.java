package io.symbolon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.symbolon.web.browser.Chromium;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo under another name than localhost, over plain http: as a phone in the same network opens it. */
class OtherHostTest {
    private static final String HOST = "computer.test";

    @Test
    void aPhoneIsToldWhatToSet(@TempDir Path folder) {
        try (RunningDemo demo = new RunningDemo(folder);
                Chromium chromium = phone();
                BrowserContext profile = chromium.profile()) {
            Page page = signIn(profile, demo);
            page.getByText("plain http").waitFor();
            assertThat(page.textContent("h1")).isEqualTo("Forbidden");
            assertThat(page.textContent("main")).contains("set secure to false").doesNotContain("another site");
            assertThat(profile.cookies()).isEmpty();
        }
    }

    @Test
    void withThatSettingAPhoneSignsIn(@TempDir Path folder) {
        try (RunningDemo demo = new RunningDemo(folder, "--symbolon.web.cookie.secure=false");
                Chromium chromium = phone();
                BrowserContext profile = chromium.profile()) {
            Page page = signIn(profile, demo);
            page.getByText("This device").waitFor();
            assertThat(profile.cookies()).extracting(cookie -> cookie.name).contains("access-token", "refresh-token");
        }
    }

    private static Chromium phone() {
        return Chromium.launch("--host-resolver-rules=MAP " + HOST + " 127.0.0.1");
    }

    private static Page signIn(BrowserContext profile, RunningDemo demo) {
        Page page = profile.newPage();
        page.navigate("http://" + HOST + ":" + demo.port() + "/sign-in.html");
        page.getByLabel("Name").fill("ada");
        page.getByLabel("Password").fill(Accounts.passwordOf("ada"));
        Browser.button(page, "Sign in").click();
        return page;
    }
}
