package io.symbolon.verifierjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.verifierjs.node.Node;
import io.symbolon.verifierjs.node.TypeScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The npm package {@code @symbolon/browser}: the module that the server gives to browsers, with types. */
class BrowserPackageTest {
    private static final Path PACKAGE = Path.of("..", "browser-js");
    private static final Path MODULES =
            Path.of("..", "http", "src", "main", "resources", "META-INF", "resources", "symbolon");
    private static final Path FOLDER = Path.of("target", "browser").toAbsolutePath();
    private static final Path INSTALLED =
            FOLDER.resolve("node_modules").resolve("@symbolon").resolve("browser");
    private static final Pattern BLOCK = Pattern.compile("```ts\n(.*?)```", Pattern.DOTALL);

    private static final String WRONG_USE = """
            import { BrowserSession } from '@symbolon/browser';
            // @ts-expect-error there are two modes
            new BrowserSession({ mode: 'header' });
            // @ts-expect-error a factor is told by another event
            new BrowserSession().addEventListener('signed-out', (event) => event.detail.factor);
            const refreshed: Promise<boolean> = new BrowserSession({ mode: 'bearer', storage: localStorage }).refresh();
            void refreshed;
            new BrowserSession({ bind: true, bindAfter: 0, bindPath: '/api/session/bind' });
            // @ts-expect-error it is not a number of seconds in a text
            new BrowserSession({ bindAfter: '5' });
            """;

    @Test
    void itIsTheServersModuleWithTypes() throws IOException {
        build();
        for (String module : List.of("symbolon.js", "session-key.js")) {
            assertThat(INSTALLED.resolve("dist").resolve(module)).hasSameBinaryContentAs(MODULES.resolve(module));
        }
        Matcher block = BLOCK.matcher(Files.readString(PACKAGE.resolve("README.md")));
        assertThat(block.find()).isTrue();
        for (String use : List.of(block.group(1), WRONG_USE)) {
            Path file = Files.writeString(FOLDER.resolve("use.ts"), use);
            Node.Outcome checked = new TypeScript(Compiled.node()).check(List.of(file.toString()));
            assertThat(checked.output()).as(use).isEmpty();
        }
    }

    private static void build() throws IOException {
        String target = INSTALLED.resolve("dist").toString();
        Node.Outcome types = new TypeScript(Compiled.node()).build(PACKAGE.resolve("tsconfig.json"), target);
        assertThat(types.output()).isEmpty();
        Node.Outcome copied =
                Compiled.node().run(Map.of(), List.of(PACKAGE.resolve("copy.js").toString(), target));
        assertThat(copied.output()).isEmpty();
        InstalledPackage.copy(PACKAGE.resolve("package.json"), INSTALLED.resolve("package.json"));
        Files.writeString(FOLDER.resolve("package.json"), "{\"type\": \"module\"}");
    }
}
