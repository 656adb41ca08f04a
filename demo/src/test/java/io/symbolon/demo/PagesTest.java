package io.symbolon.demo;

import static io.symbolon.demo.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.symbolon.web.browser.Chromium;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the pages look, to people and to axe-core. The screenshots are in {@code target/screenshots}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int WIDE = 1200;
    private static final int NARROW = 360;
    private static final int HEIGHT = 860;

    /** What web.dev calls good for the cumulative layout shift. */
    private static final double MOST_SHIFT = 0.1;

    private static final String LAYOUT_SHIFT = """
            () => new Promise(resolve => {
              let sum = 0;
              new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.hadRecentInput ? 0 : entry.value))
                .observe({ type: 'layout-shift', buffered: true });
              setTimeout(() => resolve(sum), 100);
            })
            """;

    private Chromium chromium;
    private RunningDemo demo;
    private Browser browser;

    @BeforeAll
    void start(@TempDir Path folder) {
        demo = new RunningDemo(folder);
        chromium = Chromium.launch();
        try (Browser phone = new Browser(chromium, demo, Browser.PHONE)) {
            phone.signIn("margaret");
        }
        demo.signIn("grace");
        browser = new Browser(chromium, demo, Browser.LAPTOP);
        browser.signIn("margaret").close();
    }

    @AfterAll
    void stop() {
        browser.close();
        chromium.close();
        demo.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-in", "index", "live", "attack", "admin", "404"})
    void aPageIsReadableByEverybodyInBothThemesAndAtAllWidths(String name) {
        browser.complaints().clear();
        Page page = browser.open("/" + name + ".html");
        prepare(name, page);
        assertThat(((Number) page.evaluate(LAYOUT_SHIFT)).doubleValue()).isLessThan(MOST_SHIFT);
        for (ColorScheme theme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(theme).setReducedMotion(ReducedMotion.REDUCE));
            for (int width : new int[] {WIDE, NARROW}) {
                page.setViewportSize(width, HEIGHT);

                assertThat(Accessibility.violations(page))
                        .as("%s, %s, %s pixels", name, theme, width)
                        .isEmpty();
                assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                        .as("%s is not wider than %s pixels", name, width)
                        .isLessThanOrEqualTo(width);
                page.screenshot(new ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(
                                "%s-%s-%s.png".formatted(name, theme.name().toLowerCase(Locale.ROOT), width)))
                        .setFullPage(width == NARROW));
            }
        }
        page.close();
        assertThat(browser.complaints())
                .filteredOn(complaint -> !isAnswerToAnAttack(name, complaint))
                .isEmpty();
    }

    private static boolean isAnswerToAnAttack(String name, String complaint) {
        return name.equals("attack") && complaint.startsWith("Failed to load resource: the server responded with");
    }

    /** Brings a page to where there is something to see. */
    private static void prepare(String name, Page page) {
        switch (name) {
            case "sign-in" -> page.getByText("nanoseconds of wire").waitFor();
            case "index" -> page.getByText("This device").waitFor();
            case "live" -> {
                Browser.button(page, "Verify 100,000 times").click();
                page.getByText("100,000 times in").waitFor();
                for (int i = 0; i < 3; i++) {
                    Browser.button(page, "Sign a device in and out").click();
                    page.getByText("A device was signed in, and out").waitFor();
                }
                await().until(() -> page.locator("#rate polyline").count() == 1);
            }
            case "attack" -> {
                Browser.button(page, "Run all").click();
                page.getByText("7 of 7 held.").waitFor();
            }
            case "admin" -> page.getByText("Sign out everywhere").first().waitFor();
            case "404" -> page.getByText("There is no such page").waitFor();
            default -> throw new IllegalArgumentException(name);
        }
    }
}
