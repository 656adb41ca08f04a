package io.symbolon.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;

class StartTest {
    private static final int CONNECT_MILLIS = 2_000;

    @TempDir
    private Path folder;

    @Test
    void itListensOnTheLoopbackInterfaceOnly() throws IOException {
        try (RunningDemo demo = new RunningDemo(folder)) {
            for (int port : List.of(demo.port(), databasePort())) {
                connect(InetAddress.getLoopbackAddress(), port);
                for (InetAddress address : otherAddresses()) {
                    assertThatThrownBy(() -> connect(address, port)).isInstanceOf(IOException.class);
                }
            }
        }
    }

    @Test
    void aPortThatIsTakenIsToldWithWhatToDo() {
        try (RunningDemo demo = new RunningDemo(folder)) {
            Throwable failure = catchThrowable(
                    () -> DemoApplication.start("--demo.folder=" + folder, "--server.port=" + demo.port()));

            FailureAnalysis analysis = Objects.requireNonNull(new PortTakenAnalyzer().analyze(failure));
            assertThat(analysis.getDescription()).contains(String.valueOf(demo.port()));
            assertThat(analysis.getAction()).contains("SERVER_PORT=");
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsToldWithWhatToDo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");

        Throwable failure = catchThrowable(() -> new RunningDemo(file.resolve("data")));

        FailureAnalysis analysis = Objects.requireNonNull(new DataFolderAnalyzer().analyze(failure));
        assertThat(analysis.getDescription()).contains(file.resolve("data").toString());
        assertThat(analysis.getAction()).contains("DEMO_FOLDER=");
    }

    @Test
    void keysAreForTheOwnerOnly() throws IOException {
        Path data = folder.resolve("data");
        new RunningDemo(data).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        for (String key : List.of("signing-key.pem", "refresh-token-key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(key))))
                    .isEqualTo("rw-------");
        }
    }

    /** Of the server that H2 runs for a second node. */
    private int databasePort() throws IOException {
        Properties lock = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("demo.lock.db"))) {
            lock.load(reader);
        }
        return Integer.parseInt(lock.getProperty("server").replaceFirst(".*:", ""));
    }

    private static List<InetAddress> otherAddresses() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
        }
    }
}
