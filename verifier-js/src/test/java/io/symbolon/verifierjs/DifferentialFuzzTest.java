package io.symbolon.verifierjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.verifierjs.node.Node;
import io.symbolon.verifierjs.vectors.FuzzedTokens;
import io.symbolon.verifierjs.vectors.Vector;
import io.symbolon.verifierjs.vectors.VectorFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Both verifiers make the same of tokens that were changed by chance: code and content. */
class DifferentialFuzzTest {
    private static final int SHORT = 4_000;
    private static final int LONG = 100_000;
    private static final Path FILE = Path.of("target", "fuzzed.json").toAbsolutePath();
    private static final String TEST =
            Path.of("target", "js", "test", "ts", "vectors.test.js").toString();

    @Test
    void bothVerifiersAgree() {
        long seed = Long.getLong("symbolon.fuzz.seed", 20_261_126);
        VectorFile judged = new FuzzedTokens(seed).judged(Boolean.getBoolean("symbolon.long") ? LONG : SHORT);
        judged.write(FILE);
        Map<String, Long> verdicts =
                judged.vectors().stream().collect(Collectors.groupingBy(Vector::verdict, Collectors.counting()));
        assertThat(verdicts)
                .as("seed %s", seed)
                .containsKeys("ACCEPTED", "MALFORMED", "BAD_SIGNATURE", "WRONG_ISSUER", "PROOF_REQUIRED");
        assertThat(verdicts.get("ACCEPTED")).isGreaterThan(SHORT / 10);

        Node node = Compiled.node();
        Node.Outcome outcome = Compiled.test(node, Map.of("SYMBOLON_VECTORS", FILE.toString()), List.of(TEST));
        assertThat(outcome.exitCode()).as("seed %s: %s", seed, outcome.output()).isZero();
    }
}
