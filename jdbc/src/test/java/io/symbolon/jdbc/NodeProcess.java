package io.symbolon.jdbc;

import io.symbolon.testkit.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** A {@link HistoryNode} in a JVM of its own. */
final class NodeProcess implements AutoCloseable {
    private final Process process;
    private final PrintStream commands;
    private final Map<Long, CompletableFuture<String[]>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile boolean isDead;

    private NodeProcess(Process process) {
        this.process = process;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    static NodeProcess start(TestDatabase database) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HistoryNode.class.getName(),
                        database.url(),
                        database.user(),
                        database.password())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        NodeProcess node = new NodeProcess(process);
        try {
            String first = answers.readLine();
            if (!HistoryNode.READY.equals(first)) {
                throw new IOException("a node did not start: " + first);
            }
        } catch (IOException failed) {
            node.kill();
            throw failed;
        }
        node.read(answers);
        return node;
    }

    /** The words of the answer; empty if the node died, so that nobody knows whether it was done. */
    Optional<String[]> ask(String command, String argument) throws InterruptedException {
        long number = numbers.incrementAndGet();
        CompletableFuture<String[]> answer = new CompletableFuture<>();
        waiting.put(number, answer);
        synchronized (commands) {
            commands.println(number + " " + command + " " + argument);
        }
        if (isDead) {
            failAll();
        }
        try {
            return Optional.of(Patience.get(answer));
        } catch (ExecutionException | TimeoutException dead) {
            return Optional.empty();
        }
    }

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
                String[] words = line.split(" ", -1);
                CompletableFuture<String[]> answer = waiting.remove(Long.parseLong(words[0]));
                if (answer != null) {
                    answer.complete(words);
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
