package io.symbolon.verifierjs;

import io.symbolon.verifierjs.node.Node;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A process of Node that follows a feed and judges the tokens that it is given. */
final class FollowingNode implements AutoCloseable {
    private static final String SCRIPT = "target/js/test/ts/follow.js";

    private final Process process;
    private final BufferedWriter tokens;
    private final BufferedReader answers;

    private FollowingNode(Process process) {
        this.process = process;
        this.tokens = process.outputWriter();
        this.answers = process.inputReader();
    }

    static FollowingNode start(Node node, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(node.binary().toString(), SCRIPT);
        builder.environment().putAll(environment);
        try {
            return new FollowingNode(
                    builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the verifier says: {@code accepted}, or the code of its refusal. */
    String judge(String accessToken) {
        try {
            tokens.write(accessToken);
            tokens.newLine();
            tokens.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("node has ended, its words are above");
            }
            return answer;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
