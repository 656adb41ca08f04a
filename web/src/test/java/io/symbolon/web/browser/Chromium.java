package io.symbolon.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Chromium without a window, driven by Playwright. Takes the one that is installed; else installs Debian's where that is
 * possible; else lets Playwright download its own.
 */
public final class Chromium implements AutoCloseable {
    private static final double TIMEOUT_MILLIS = 60_000;
    private static final String NO_BACKGROUND = "--disable-background-networking";

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * Starts the browser.
     *
     * @param arguments more of Chromium's own, such as {@code --host-resolver-rules=MAP phone.test 127.0.0.1}
     * @return to be closed by the test
     */
    public static Chromium launch(String... arguments) {
        List<String> all = new ArrayList<>(List.of(NO_BACKGROUND));
        all.addAll(List.of(arguments));
        return launched(ChromiumInstallation.findOrInstall(), new LaunchOptions(), all);
    }

    /**
     * Starts a browser that may send requests of its own, as those that renew bound sessions are.
     *
     * @param arguments more of Chromium's own
     * @return to be closed by the test
     */
    public static Chromium launchWithRequestsOfItsOwn(String... arguments) {
        return launched(
                ChromiumInstallation.findOrInstallWhole(),
                new LaunchOptions().setIgnoreDefaultArgs(List.of(NO_BACKGROUND)),
                List.of(arguments));
    }

    private static Chromium launched(Optional<Path> installed, LaunchOptions launch, List<String> arguments) {
        CreateOptions options = new CreateOptions();
        installed.ifPresent(path -> options.setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Playwright playwright = Playwright.create(options);
        try {
            launch.setTimeout(TIMEOUT_MILLIS).setArgs(arguments(arguments));
            installed.ifPresent(launch::setExecutablePath);
            return new Chromium(playwright, playwright.chromium().launch(launch));
        } catch (RuntimeException failed) {
            playwright.close();
            throw failed;
        }
    }

    /**
     * A browser profile of its own: its pages share cookies, and nothing with other profiles.
     *
     * @return closed with the browser
     */
    public BrowserContext profile() {
        return profile(new NewContextOptions());
    }

    /**
     * A profile of a person who has turned scripts off.
     *
     * @return closed with the browser
     */
    public BrowserContext profileWithoutScripts() {
        return profile(new NewContextOptions().setJavaScriptEnabled(false));
    }

    private BrowserContext profile(NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(TIMEOUT_MILLIS);
        return context;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static List<String> arguments(List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update", "--disable-sync"));
        arguments.addAll(more);
        if (ChromiumInstallation.isRoot()) {
            arguments.add("--no-sandbox");
        }
        return arguments;
    }
}
