package io.symbolon.verifierjs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import io.symbolon.verifierjs.node.Node;
import io.symbolon.verifierjs.node.TypeScript;
import io.symbolon.verifierjs.vectors.Vector;
import io.symbolon.verifierjs.vectors.VectorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The JavaScript of the documentation has the package's types, and runs. */
class DocumentationTest {
    private static final List<Path> PAGES = List.of(Path.of("README.md"), Path.of("..", "docs", "verifier-js.md"));
    private static final Pattern BLOCK = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL);
    private static final Path FOLDER = Path.of("target", "documentation").toAbsolutePath();

    /** What the blocks take for given: a token, its time, and an issuer at the address that they name. */
    private static final String GIVEN = """
            const {token, now, jwks} = %s;
            globalThis.text = token;
            Date.now = () => now;
            globalThis.fetch = async address => new Response(
              address.pathname.endsWith('jwks.json') ? jwks : JSON.stringify({
                cursor: 'end', restarted: false, at_end: true, now, contact_age: 0,
                nonce: address.searchParams.get('nonce'), retention: 7200000, clock_margin: 300000, entries: [],
              }));
            process.env.FEED_SECRET = 'secret';
            """;

    @Test
    void everyBlockHasTheTypesOfThePackageAndRuns() throws IOException {
        InstalledPackage.into(FOLDER);
        VectorFile file = VectorFile.read(VectorFile.KEPT);
        Vector good = file.vectors().stream()
                .filter(vector -> vector.name().equals("ES256, real, with claims"))
                .findFirst()
                .orElseThrow();
        String given = new Gson()
                .toJson(Map.of(
                        "token", good.token(),
                        "now", good.now(),
                        "jwks",
                                Objects.requireNonNull(file.settings().get(good.settings()))
                                        .jwks()));
        Files.writeString(FOLDER.resolve("given.js"), GIVEN.formatted(given));
        Files.writeString(FOLDER.resolve("package.json"), "{\"type\": \"module\"}");
        Files.writeString(FOLDER.resolve("given.d.ts"), "declare const text: string;\n");
        StringBuilder output = new StringBuilder();
        for (String block : blocks()) {
            output.append(run(block));
        }
        assertThat(output).contains("\u00fcser/1 acme");
    }

    private static String run(String block) throws IOException {
        Path typed = FOLDER.resolve("block.ts");
        Files.writeString(typed, block);
        Node.Outcome checked = new TypeScript(Compiled.node())
                .check(List.of(typed.toString(), FOLDER.resolve("given.d.ts").toString()));
        assertThat(checked.output()).as(block).isEmpty();
        Path script = FOLDER.resolve("block.js");
        Files.writeString(script, "import './given.js';\n" + block + "\nprocess.exit();\n");
        Node.Outcome outcome = Compiled.node().run(Map.of(), List.of(script.toString()));
        assertThat(outcome.exitCode()).as(block + outcome.output()).isZero();
        return outcome.output();
    }

    private static List<String> blocks() throws IOException {
        List<String> blocks = new ArrayList<>();
        for (Path page : PAGES) {
            Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                blocks.add(block.group(1));
            }
        }
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(3);
        return blocks;
    }
}
