package io.symbolon.benchmarks.storage;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** A Redis server of this program's own, on a free port, without persistence. */
public final class RedisServer implements AutoCloseable {
    private static final int TRIES = 500;
    private static final int MILLIS_BETWEEN = 20;

    private final int port;
    private final Path directory;
    private final Process process;

    private RedisServer(int port, Path directory, Process process) {
        this.port = port;
        this.directory = directory;
        this.process = process;
    }

    public static RedisServer start() throws IOException, InterruptedException {
        int port = freePort();
        Path directory = Files.createTempDirectory("symbolon-benchmarks-redis");
        Process process = new ProcessBuilder(
                        ExecutableProvider.newJarResourceProvider().get().toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        directory.toString(),
                        "--save",
                        "")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.log").toFile())
                .start();
        RedisServer server = new RedisServer(port, directory, process);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        server.awaitStart();
        return server;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException left) {
            throw new IllegalStateException("the server's folder cannot be removed", left);
        }
    }

    private void awaitStart() throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN);
            }
        }
        throw new IOException("the server does not start");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
