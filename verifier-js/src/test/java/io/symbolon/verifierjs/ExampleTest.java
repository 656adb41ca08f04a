package io.symbolon.verifierjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.verifierjs.node.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example of a service in Node runs with the package as it is published. */
class ExampleTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "node-service");
    private static final Path FOLDER = Path.of("target", "node-service").toAbsolutePath();
    private static final String TEST =
            Path.of("target", "js", "test", "ts", "example.test.js").toString();

    @Test
    void theServiceAnswersByTheTokenAndTheFeed() throws IOException {
        InstalledPackage.into(FOLDER);
        InstalledPackage.copy(EXAMPLE.resolve("package.json"), FOLDER.resolve("package.json"));
        InstalledPackage.copy(EXAMPLE.resolve("server.js"), FOLDER.resolve("server.js"));
        Map<String, String> environment =
                Map.of("SYMBOLON_EXAMPLE", FOLDER.resolve("server.js").toString());
        Node.Outcome outcome = Compiled.test(Compiled.node(), environment, List.of(TEST));
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("pass 3");
    }
}
