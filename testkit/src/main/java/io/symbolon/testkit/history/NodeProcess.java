package io.symbolon.testkit.history;

import io.symbolon.testkit.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** A {@link NodeProgram} in a JVM of its own. */
final class NodeProcess implements AutoCloseable {
    private final Process process;
    private final Path words;
    private final PrintStream commands;
    private final Map<Long, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile boolean isDead;

    private NodeProcess(Process process, Path words) {
        this.process = process;
        this.words = words;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts a node, and returns when it is ready. */
    static NodeProcess start(Class<? extends NodeStorage> storage, Duration clockOffset, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                NodeProgram.class.getName(),
                storage.getName(),
                Long.toString(clockOffset.toMillis())));
        command.addAll(arguments);
        try {
            Path words = Files.createTempFile("symbolon-node", ".log");
            return started(
                    new ProcessBuilder(command).redirectError(words.toFile()).start(), words);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static NodeProcess started(Process process, Path words) throws IOException {
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        NodeProcess node = new NodeProcess(process, words);
        try {
            String first = answers.readLine();
            if (!NodeProgram.READY.equals(first)) {
                throw new IOException("a node did not start, and said:\n" + Files.readString(words));
            }
        } catch (IOException failed) {
            node.close();
            throw failed;
        }
        node.read(answers);
        return node;
    }

    /** Asks the node; unknown if it died meanwhile. */
    Answer ask(Command command, String argument) {
        long number = numbers.incrementAndGet();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        waiting.put(number, answer);
        synchronized (commands) {
            commands.println(number + " " + command.name() + " " + argument);
        }
        if (isDead) {
            failAll();
        }
        try {
            return Patience.get(answer);
        } catch (ExecutionException | TimeoutException dead) {
            return Answer.NONE;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Answer.NONE;
        }
    }

    /** Ends it at once, as a crash does. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        commands.close();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
            // Where it cannot be deleted, it is a small file in the folder for such.
            words.toFile().delete();
        }
    }

    private void read(BufferedReader answers) {
        Thread reader = new Thread(() -> readAll(answers), "answers of a node");
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll(BufferedReader answers) {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                int space = line.indexOf(' ');
                CompletableFuture<Answer> answer = waiting.remove(Long.parseLong(line.substring(0, space)));
                if (answer != null) {
                    answer.complete(Answer.parse(line.substring(space + 1)));
                }
            }
        } catch (IOException dead) {
            // Nobody will answer any more.
        }
        isDead = true;
        failAll();
    }

    private void failAll() {
        waiting.values().forEach(answer -> answer.completeExceptionally(new IOException("the node died")));
    }
}
