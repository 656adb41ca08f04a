package io.symbolon.testkit;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that echoes, behind a relay. */
@Timeout(300)
final class TcpRelayTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server = echo("");
    private final TcpRelay relay = new TcpRelay(server.getLocalPort());

    @AfterEach
    void stop() throws IOException {
        relay.close();
        server.close();
    }

    @Test
    void bytesPassBothWays() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, HELLO.length)).isEqualTo("hello");
        }
    }

    @Test
    void aCutEndsConnectionsAndNewOnesUntilItIsRestored() throws IOException {
        try (Socket client = connect()) {
            ask(client, HELLO.length);
            relay.cut();
            assertThat(isOver(client)).isTrue();
        }
        try (Socket client = connect()) {
            assertThat(isOver(client)).isTrue();
        }
        relay.restore();
        try (Socket client = connect()) {
            assertThat(ask(client, HELLO.length)).isEqualTo("hello");
        }
    }

    @Test
    void droppedConnectionsEndAndNewOnesAreGood() throws IOException {
        try (Socket client = connect()) {
            ask(client, HELLO.length);
            relay.dropConnections();
            assertThat(isOver(client)).isTrue();
        }
        try (Socket client = connect()) {
            assertThat(ask(client, HELLO.length)).isEqualTo("hello");
        }
    }

    @Test
    void anAnswerIsCutInItsMidst() throws IOException {
        try (Socket client = connect()) {
            relay.cutInNextAnswer(2);
            assertThat(relay.hasCut()).isFalse();
            assertThat(ask(client, 2)).isEqualTo("he");
            assertThat(isOver(client)).isTrue();
            assertThat(relay.hasCut()).isTrue();
        }
    }

    @Test
    void aSilencedConnectionStaysOpenAndCarriesNothing() throws IOException {
        try (Socket client = connect()) {
            ask(client, HELLO.length);
            relay.silence();
            client.setSoTimeout(300);
            assertThatThrownBy(() -> ask(client, HELLO.length)).isInstanceOf(SocketTimeoutException.class);
        }
        try (Socket client = connect()) {
            assertThat(ask(client, HELLO.length)).isEqualTo("hello");
        }
    }

    @Test
    void newConnectionsCanBeLedToAnotherServer() throws IOException {
        try (ServerSocket other = echo("other: ")) {
            relay.redirect(other.getLocalPort());
            try (Socket client = connect()) {
                assertThat(ask(client, HELLO.length + "other: ".length())).isEqualTo("other: hello");
            }
        }
    }

    @Test
    void aTapSeesAllAndCanCut() throws IOException {
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        relay.tap((toServer, bytes, length) -> {
            seen.add((toServer ? "> " : "< ") + new String(bytes, 0, length, StandardCharsets.US_ASCII));
            return toServer;
        });
        try (Socket client = connect()) {
            client.getOutputStream().write(HELLO);
            assertThat(isOver(client)).isTrue();
        }
        await().untilAsserted(() -> assertThat(seen).containsExactly("> hello", "< hello"));
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), relay.port());
    }

    private static String ask(Socket client, int length) throws IOException {
        client.getOutputStream().write(HELLO);
        return new String(client.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }

    private static boolean isOver(Socket client) {
        try {
            return client.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    /** @param prefix comes before each answer */
    private static ServerSocket echo(String prefix) {
        try {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            start(() -> {
                while (!socket.isClosed()) {
                    Socket client = socket.accept();
                    start(() -> {
                        byte[] buffer = new byte[1_024];
                        for (int length = client.getInputStream().read(buffer);
                                length >= 0;
                                length = client.getInputStream().read(buffer)) {
                            String answer = prefix + new String(buffer, 0, length, StandardCharsets.US_ASCII);
                            client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                        }
                        client.close();
                    });
                }
            });
            return socket;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException closed) {
                        // The test is over, or its connection.
                    }
                },
                "echo");
        thread.setDaemon(true);
        thread.start();
    }
}
