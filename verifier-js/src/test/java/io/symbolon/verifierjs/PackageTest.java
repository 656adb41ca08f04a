package io.symbolon.verifierjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.symbolon.verifierjs.node.Node;
import io.symbolon.verifierjs.node.TypeScript;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The package compiles without a complaint, and its own tests pass, the vectors among them. */
class PackageTest {
    private static final int OLDEST_NODE = 20;

    @Test
    void itsTestsPass() {
        Node.Outcome tests = Compiled.test(Compiled.node(), Map.of(), TypeScript.tests());
        assertThat(tests.exitCode()).as(tests.output()).isZero();
    }

    @Test
    void itsTestsPassOnTheNodeOfTheMachine() {
        Compiled.node();
        Optional<Node> node = Node.ofMachine(OLDEST_NODE);
        assumeTrue(node.isPresent(), "this machine has no Node, or one that is too old");
        Node.Outcome tests = Compiled.test(node.orElseThrow(), Map.of(), TypeScript.tests());
        assertThat(tests.exitCode()).as(tests.output()).isZero();
    }

    @Test
    void whatIsPublishedIsBuiltWithItsTypes() {
        Node.Outcome built = new TypeScript(Compiled.node()).build();
        assertThat(built.output()).isEmpty();
        assertThat(built.exitCode()).isZero();
        assertThat(TypeScript.built().resolve("index.js")).matches(Files::exists);
        assertThat(TypeScript.built().resolve("index.d.ts")).content().contains("createVerifier");
    }
}
