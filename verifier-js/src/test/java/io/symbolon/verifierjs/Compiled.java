package io.symbolon.verifierjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.verifierjs.node.Node;
import io.symbolon.verifierjs.node.TypeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The package and its tests, compiled once in a JVM. */
final class Compiled {
    private static final Node NODE = Node.ofPlaywright();
    private static final Node.Outcome COMPILED = new TypeScript(NODE).compile();

    private Compiled() {}

    /** The Node that compiled it. */
    static Node node() {
        assertThat(COMPILED.output()).isEmpty();
        assertThat(COMPILED.exitCode()).isZero();
        return NODE;
    }

    /** Runs tests of the package. */
    static Node.Outcome test(Node node, Map<String, String> environment, List<String> tests) {
        List<String> arguments = new ArrayList<>(List.of("--test"));
        arguments.addAll(tests);
        return node.run(environment, arguments);
    }
}
