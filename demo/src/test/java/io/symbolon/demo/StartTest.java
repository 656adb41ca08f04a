package io.symbolon.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class StartTest {
    private static final int CONNECT_MILLIS = 2_000;

    @Test
    void itListensOnTheLoopbackInterfaceOnly() throws IOException {
        try (RunningDemo demo = new RunningDemo()) {
            assertThat(demo.request("/me").build().uri().getHost()).isEqualTo("127.0.0.1");
            for (InetAddress address : otherAddresses()) {
                assertThatThrownBy(() -> connect(address, demo.port())).isInstanceOf(IOException.class);
            }
            connect(InetAddress.getLoopbackAddress(), demo.port());
        }
    }

    @Test
    void aPortThatIsTakenIsToldWithWhatToDo() {
        try (RunningDemo demo = new RunningDemo()) {
            Throwable failure = catchThrowable(() -> DemoApplication.start("--server.port=" + demo.port()));

            FailureAnalysis analysis = Objects.requireNonNull(new PortTakenAnalyzer().analyze(failure));
            assertThat(analysis.getDescription()).contains(String.valueOf(demo.port()));
            assertThat(analysis.getAction()).contains("SERVER_PORT=");
        }
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
