package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;

import io.symbolon.testkit.BoundedDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** A database server whose files are on a disk that can be filled. Nothing but the server itself needs the disk's space. */
final class ServerOnDisk implements AutoCloseable {
    private final BoundedDisk disk;
    private final Path log;
    private final List<String> command;
    private final String url;
    private final String user;
    private Process process;

    /**
     * Starts a server.
     *
     * @param disk holds its files already
     * @param log where it writes what it has to say
     * @param command starts it on a port, in the foreground
     * @param url its address at that port
     */
    ServerOnDisk(BoundedDisk disk, Path log, IntFunction<List<String>> command, IntFunction<String> url, String user) {
        int port = LocalProcesses.freePort();
        this.disk = disk;
        this.log = log;
        this.command = disk.inside(command.apply(port));
        this.url = url.apply(port);
        this.user = user;
        this.process = launch();
    }

    String url() {
        return url;
    }

    String user() {
        return user;
    }

    /** Leaves the server no space. It notices when it needs some. */
    void fill() {
        disk.fill();
    }

    /** Makes room, and starts the server again if it has ended. */
    void free() {
        disk.free();
        if (!process.isAlive()) {
            process = launch();
        }
    }

    @Override
    public void close() {
        LocalProcesses.end(process);
    }

    /** Copies a folder with all that is in it. */
    static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private Process launch() {
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            await().until(this::answers);
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean answers() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "")) {
            return connection.isValid(10);
        }
    }
}
