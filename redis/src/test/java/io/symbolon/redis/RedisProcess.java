package io.symbolon.redis;

import io.lettuce.core.RedisURI;
import io.symbolon.testkit.Patience;
import io.symbolon.testkit.ProcessSignals;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/**
 * A server that a test starts, pauses, kills and starts again. It listens on a free port of the loopback interface. The
 * system property {@code symbolon.redis.executable} names another program than the one in the package, such as
 * {@code /usr/bin/valkey-server}.
 */
final class RedisProcess implements AutoCloseable {
    private static final int LONGEST_MILLIS = (int) Patience.PATIENCE.toMillis();
    private static final Path EXECUTABLE = executable();

    private static final String SENTINEL_FILE = "sentinel.conf";

    private final int port;
    private final Path directory;
    private final List<String> settings;
    private Process process;

    private RedisProcess(int port, Path directory, List<String> settings) {
        this.port = port;
        this.directory = directory;
        this.settings = settings;
        this.process = launch(List.of());
    }

    /**
     * Starts a server.
     *
     * @param settings as on a command line, such as {@code --appendonly}, {@code yes}
     */
    static RedisProcess start(String... settings) {
        return startOn(freePort(), settings);
    }

    /** Starts a server whose files are in a folder, which is emptied in the end. */
    static RedisProcess startIn(Path folder, String... settings) {
        return new RedisProcess(freePort(), folder, List.of(settings));
    }

    static RedisProcess startOn(int port, String... settings) {
        try {
            return new RedisProcess(port, Files.createTempDirectory("symbolon-redis-test"), List.of(settings));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts a Sentinel that watches a server under the name {@code primary}, and decides alone. */
    static RedisProcess startSentinel(RedisProcess watched) {
        try {
            Path directory = Files.createTempDirectory("symbolon-redis-test");
            Files.writeString(directory.resolve(SENTINEL_FILE), """
                    sentinel monitor primary 127.0.0.1 %d 1
                    sentinel down-after-milliseconds primary 3000
                    sentinel failover-timeout primary 3000
                    """.formatted(watched.port));
            return new RedisProcess(freePort(), directory, List.of("--sentinel"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return port;
    }

    String uri() {
        return uri(port);
    }

    /** Where a client asks for the primary, if this is a Sentinel. */
    String sentinelUri() {
        return "redis-sentinel://127.0.0.1:" + port + "/0#primary";
    }

    /** Where a client finds what listens on that port of the loopback interface: a server, or a relay before it. */
    static String uri(int port) {
        return "redis://127.0.0.1:" + port;
    }

    RedisURI redisUri() {
        return RedisURI.create(uri());
    }

    /** Waits until this replica follows its primary. */
    void awaitUpToDate() {
        Patience.await().until(() -> ask("INFO replication").contains("master_link_status:up"));
    }

    /** Stops it in the middle of what it does; it goes on at {@link #resume()}. */
    void pause() {
        ProcessSignals.pause(process.toHandle());
    }

    void resume() {
        ProcessSignals.resume(process.toHandle());
    }

    /** Ends it at once, as a crash does. */
    void kill() {
        try {
            process.destroyForcibly().waitFor(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again, on the same port and in the same directory. */
    void restart(String... moreSettings) {
        kill();
        process = launch(List.of(moreSettings));
    }

    /** The answer to an inline command, as the wire has it. */
    String ask(String command) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LONGEST_MILLIS);
            socket.setSoTimeout(LONGEST_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            byte[] buffer = new byte[16_384];
            int length = socket.getInputStream().read(buffer);
            return length < 0 ? "" : new String(buffer, 0, length, StandardCharsets.UTF_8);
        } catch (IOException away) {
            return "";
        }
    }

    /** Asks for a number. */
    long number(String command) {
        return Long.parseLong(ask(command).substring(1).strip());
    }

    /** Lets the server lose all that begins with a prefix, in one step. */
    void deleteKeysOf(String prefix) {
        ask("EVAL \"for _, key in ipairs(redis.call('KEYS', ARGV[1])) do redis.call('DEL', key) end\" 0 " + prefix
                + ":*");
    }

    /** Copies all that begins with a prefix, in one step. */
    void copyKeysOf(String prefix) {
        ask(
                "EVAL \"for _, key in ipairs(redis.call('KEYS', ARGV[1])) do redis.call('COPY', key, 'copy-' .. key) end\" 0 "
                        + prefix + ":*");
    }

    /** Puts what was copied in the place of all that begins with a prefix, in one step. */
    void putBackKeysOf(String prefix) {
        ask("EVAL \"for _, key in ipairs(redis.call('KEYS', ARGV[1])) do redis.call('DEL', key) end "
                + "for _, key in ipairs(redis.call('KEYS', 'copy-' .. ARGV[1])) do "
                + "redis.call('RENAME', key, string.sub(key, 6)) end\" 0 " + prefix + ":*");
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static int freePort() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (socket.getLocalPort() < 55_000 && isFree(socket.getLocalPort() + 10_000)) {
                    return socket.getLocalPort();
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** A cluster's nodes talk to each other on the port that is 10,000 above. */
    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private Process launch(List<String> moreSettings) {
        List<String> command = new ArrayList<>(List.of(EXECUTABLE.toString()));
        Path sentinelFile = directory.resolve(SENTINEL_FILE);
        if (Files.exists(sentinelFile)) {
            command.add(sentinelFile.toString());
        }
        command.addAll(List.of(
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                directory.toString(),
                "--save",
                "",
                "--daemonize",
                "no"));
        command.addAll(settings);
        command.addAll(moreSettings);
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("server.log").toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            Patience.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> ask("PING").startsWith("+PONG") || ask("PING").startsWith("-NOAUTH"));
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path executable() {
        String chosen = System.getProperty("symbolon.redis.executable");
        if (chosen != null) {
            return Path.of(chosen);
        }
        try {
            return ExecutableProvider.newJarResourceProvider().get().toPath();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
