package io.symbolon.verifierjs.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program {@code node}, run in the module's folder. */
public record Node(Path binary) {
    private static final int LONGEST_MINUTES = 5;

    /**
     * What came of one run.
     *
     * @param output of both streams
     */
    public record Outcome(int exitCode, String output) {}

    /** The one that a jar brings. */
    public static Node ofPlaywright() {
        return new Node(NodeBinary.ofPlaywright());
    }

    /** The machine's own, if it has one that is not too old for the package. */
    public static Optional<Node> ofMachine(int leastVersion) {
        return NodeBinary.ofMachine().map(Node::new).filter(node -> node.majorVersion() >= leastVersion);
    }

    /** The first number of its version. */
    public int majorVersion() {
        String version = run(Map.of(), List.of("--version")).output().strip();
        return Integer.parseInt(version.substring(1, version.indexOf('.')));
    }

    /** Runs it to its end. */
    public Outcome run(Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(arguments);
        try {
            Path output = Files.createTempFile("node", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("node took too long: " + Files.readString(output));
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Outcome(process.exitValue(), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
