package io.symbolon.jdbc;

import io.symbolon.testkit.BoundedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** A database server whose files are on a disk that can be filled. Nothing but the server itself needs the disk's space. */
final class ServerOnDisk implements AutoCloseable {
    private final BoundedDisk disk;
    private final LocalServer server;

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
        this.server = new LocalServer(disk.inside(command.apply(port)), log, url.apply(port), user);
    }

    String url() {
        return server.url();
    }

    String user() {
        return server.user();
    }

    /** Leaves the server no space. It notices when it needs some. */
    void fill() {
        disk.fill();
    }

    /** Makes room, and starts the server again if it has ended. */
    void free() {
        disk.free();
        if (!server.isAlive()) {
            server.restart();
        }
    }

    @Override
    public void close() {
        server.close();
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
}
