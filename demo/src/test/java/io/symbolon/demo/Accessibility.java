package io.symbolon.demo;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The checks of axe-core. */
final class Accessibility {
    private static final String RUN = """
            async () => (await axe.run()).violations.flatMap(rule =>
                rule.nodes.map(node => `${rule.id}: ${node.target} (${node.failureSummary})`))
            """;

    private Accessibility() {}

    /** What a page does that keeps somebody from using it. */
    @SuppressWarnings("unchecked")
    static List<String> violations(Page page) {
        page.evaluate(script());
        return (List<String>) page.evaluate(RUN);
    }

    private static String script() {
        try (InputStream script =
                Objects.requireNonNull(AxeBuilder.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
