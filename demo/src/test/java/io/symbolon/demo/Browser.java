package io.symbolon.demo;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.symbolon.web.browser.Chromium;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A device: a browser profile that is signed in to the demo, or may be. Collects what its pages complain of. */
final class Browser implements AutoCloseable {
    static final String LAPTOP =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
    static final String PHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " Version/18.5 Mobile/15E148 Safari/604.1";

    private final BrowserContext profile;
    private final String origin;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Browser(Chromium chromium, RunningDemo demo, String userAgent) {
        this.profile = chromium.profile();
        this.origin = "http://localhost:" + demo.port();
        profile.setExtraHTTPHeaders(Map.of("User-Agent", userAgent));
        profile.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        profile.onWebError(error -> complaints.add(error.error()));
    }

    BrowserContext profile() {
        return profile;
    }

    /** What was an error or a warning to the browser. */
    List<String> complaints() {
        return complaints;
    }

    String origin() {
        return origin;
    }

    Page open(String path) {
        Page page = profile.newPage();
        page.navigate(origin + path);
        return page;
    }

    /** Through the form, as a person does. The page "Your devices" is then open. */
    Page signIn(String name) {
        Page page = open("/sign-in.html");
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(Accounts.passwordOf(name));
        button(page, "Sign in").click();
        page.waitForURL(origin + "/");
        page.getByText("This device").waitFor();
        return page;
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Override
    public void close() {
        profile.close();
    }
}
