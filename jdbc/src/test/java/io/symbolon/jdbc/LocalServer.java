package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;

import io.symbolon.testkit.Patience;
import io.symbolon.testkit.ProcessSignals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A database server that a command starts, and that a test kills, pauses and starts again. */
final class LocalServer implements AutoCloseable {
    private static final Duration LONGEST_START = Patience.PATIENCE.multipliedBy(4);

    private final List<String> command;
    private final Path log;
    private final String url;
    private final String user;
    private Process process;

    /**
     * Starts a server, and waits until it answers.
     *
     * @param command starts it in the foreground
     * @param log where it writes what it has to say
     * @param user has no password
     */
    LocalServer(List<String> command, Path log, String url, String user) {
        this.command = command;
        this.log = log;
        this.url = url;
        this.user = user;
        this.process = launch();
    }

    String url() {
        return url;
    }

    String user() {
        return user;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it at once, as a crash does. */
    void kill() {
        process.destroyForcibly();
        await().until(() -> !process.isAlive());
    }

    /** Starts it again after it has ended, and waits until it answers. */
    void restart() {
        process = launch();
    }

    /** Stops it in the middle of what it does; it goes on at {@link #resume()}. */
    void pause() {
        ProcessSignals.pause(process.toHandle());
    }

    void resume() {
        ProcessSignals.resume(process.toHandle());
    }

    @Override
    public void close() {
        LocalProcesses.end(process);
    }

    private Process launch() {
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            awaitAnswer(started);
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void awaitAnswer(Process started) {
        try {
            await().atMost(LONGEST_START)
                    .failFast(() -> {
                        if (!started.isAlive()) {
                            throw new IllegalStateException("the server has ended: " + Files.readString(log));
                        }
                    })
                    .until(this::answers);
        } catch (RuntimeException failed) {
            started.destroyForcibly();
            throw failed;
        }
    }

    private boolean answers() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "")) {
            return connection.isValid(10);
        }
    }
}
