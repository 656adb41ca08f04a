package io.symbolon.benchmarks.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server in a JVM of its own, until closed. */
final class ServerProcess implements AutoCloseable {
    private static final String HEAP = "256m";
    private static final long LONGEST_START_SECONDS = 120;
    private static final long LONGEST_END_SECONDS = 10;
    /** As the others use the JDK's; Symbolon would find a native provider on the class path. */
    private static final String CRYPTO = "-Dsymbolon.crypto=jdk";

    private final Process process;
    private final CompletableFuture<Integer> port;

    private ServerProcess(Process process) {
        this.process = process;
        this.port = CompletableFuture.supplyAsync(this::readPort);
    }

    /** Starts, without waiting for it. */
    static ServerProcess start(ServerSetup setup) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms" + HEAP,
                        "-Xmx" + HEAP,
                        "-classpath",
                        System.getProperty("java.class.path"),
                        CRYPTO,
                        OrdersServer.class.getName(),
                        setup.stack().name(),
                        setup.protection().name(),
                        Integer.toString(setup.revocations()),
                        Integer.toString(setup.redisPort()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        // Left open: where it ends, the server ends.
        process.getOutputStream().write((setup.key().text() + '\n').getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return new ServerProcess(process);
    }

    /** Waits until it answers. */
    int port() throws Exception {
        return port.get(LONGEST_START_SECONDS, TimeUnit.SECONDS);
    }

    /** How much of the processor it has had so far, where the system tells. */
    Optional<Duration> cpu() {
        return process.info().totalCpuDuration();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private int readPort() {
        try {
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(OrdersServer.READY)) {
                    return Integer.parseInt(line.substring(OrdersServer.READY.length()));
                }
            }
            throw new IllegalStateException("the server has ended before it answered");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
