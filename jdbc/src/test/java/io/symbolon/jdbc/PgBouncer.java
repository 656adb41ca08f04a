package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's PgBouncer before the PostgreSQL server of these tests, on a port of the loopback interface. */
final class PgBouncer implements AutoCloseable {
    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static boolean isInstalled() {
        return binary().isPresent();
    }

    /**
     * Starts it.
     *
     * @param folder an empty one
     * @param mode {@code transaction} or {@code session}
     * @param server the port of PostgreSQL
     */
    static PgBouncer start(Path folder, String mode, int server) throws IOException {
        int port = LocalProcesses.freePort();
        Path users = Files.writeString(folder.resolve("users.txt"), "\"postgres\" \"postgres\"\n");
        Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                postgres = host=127.0.0.1 port=%d dbname=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = trust
                auth_file = %s
                pool_mode = %s
                default_pool_size = 80
                max_client_conn = 500
                server_idle_timeout = 0.1
                ignore_startup_parameters = extra_float_digits
                """.formatted(server, port, users, mode));
        Process process = new ProcessBuilder(asUser(binary().orElseThrow(), settings))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        PgBouncer started = new PgBouncer(process, port);
        await().until(started::answers);
        return started;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        LocalProcesses.end(process);
    }

    /** It does not start as root: then in a namespace in which nobody is root. */
    private static List<String> asUser(Path program, Path settings) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.addAll(List.of(program.toString(), settings.toString()));
        return command;
    }

    private static Optional<Path> binary() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private boolean answers() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }
}
