package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lettuce.core.RedisClient;
import io.symbolon.SessionStorageException;
import io.symbolon.testkit.Closer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Redis that cannot be used is told with its address and the reason, in the first line, and without a password. */
final class OpeningWordsTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @ParameterizedTest
    @CsvSource({
        "redis://127.0.0.1:%d, it wants a password and none was given (NOAUTH)",
        "redis://:hush-hush@127.0.0.1:%d, it refused the user name or the password (WRONGPASS)",
        "redis://nobody:hush-hush@127.0.0.1:%d, it refused the user name or the password (WRONGPASS)",
    })
    void aServerThatRefusesTheSignInIsNamed(String uri, String reason) {
        try (RedisProcess server = RedisProcess.start("--requirepass", "another")) {
            assertTold(
                    uri.formatted(server.port()),
                    "redis://127.0.0.1:" + server.port(),
                    reason.replace(" and", ", and"));
        }
    }

    @Test
    void aPasswordForAServerThatHasNoneIsTold() {
        try (RedisProcess server = RedisProcess.start()) {
            assertTold(
                    "redis://nobody:hush-hush@127.0.0.1:" + server.port(),
                    "redis://127.0.0.1:" + server.port(),
                    "(WRONGPASS)");
        }
    }

    @Test
    void tlsToAServerThatSpeaksPlainIsTold() {
        try (RedisProcess server = RedisProcess.start()) {
            assertTold(
                    "rediss://127.0.0.1:" + server.port(),
                    "rediss://127.0.0.1:" + server.port(),
                    "it is a Redis that speaks TLS (redis:// goes without)");
        }
    }

    @Test
    void plainToAServerThatWantsTlsIsTold() throws IOException {
        try (ServerSocket server =
                SSLServerSocketFactory.getDefault().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            answer(server, socket -> socket.getInputStream().read());

            assertTold(
                    "redis://127.0.0.1:" + server.getLocalPort(),
                    "redis://127.0.0.1:" + server.getLocalPort(),
                    "see whether it is a Redis, and whether it wants TLS (rediss://)");
        }
    }

    @Test
    void aPortWhereNothingListensIsTold() {
        int port = RedisProcess.freePort();
        assertTold(
                "redis://:hush-hush@127.0.0.1:" + port,
                "redis://127.0.0.1:" + port,
                "connection refused, nothing listens there");
    }

    @Test
    void aHostThatIsNotKnownIsTold() {
        assertTold("redis://no-such-host.invalid:6379", "redis://no-such-host.invalid:6379", "host");
    }

    @Test
    void whatIsNotARedisIsTold() throws IOException {
        try (ServerSocket server = listen()) {
            answer(server, socket -> {
                socket.getInputStream().read();
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            });
            assertTold(
                    "redis://127.0.0.1:" + server.getLocalPort(),
                    "redis://127.0.0.1:" + server.getLocalPort(),
                    "see whether it is a Redis");
        }
    }

    @Test
    void whatClosesTheConnectionIsTold() throws IOException {
        try (ServerSocket server = listen()) {
            answer(server, socket -> {});
            assertTold(
                    "redis://127.0.0.1:" + server.getLocalPort(),
                    "redis://127.0.0.1:" + server.getLocalPort(),
                    "see whether it is a Redis");
        }
    }

    @Test
    void whatSaysNothingIsTold() throws IOException {
        try (ServerSocket server = listen()) {
            assertTold(
                    "redis://127.0.0.1:" + server.getLocalPort(),
                    "redis://127.0.0.1:" + server.getLocalPort(),
                    "it did not answer in time: see whether it is a Redis");
        }
    }

    @Test
    void aClientOfTheApplicationsIsToldToo() {
        int port = RedisProcess.freePort();
        try (Closer closer = new Closer()) {
            RedisClient client = RedisClient.create("redis://:hush-hush@127.0.0.1:" + port);
            closer.add(client::shutdown);

            SessionStorageException failure = catchThrowableOfType(
                    SessionStorageException.class,
                    () -> RedisUserSessionStorage.builder(client).build());

            assertThat(failure)
                    .hasMessageContainingAll("Redis at 127.0.0.1:" + port, "connection refused")
                    .hasMessageNotContaining("hush-hush");
        }
    }

    @Test
    void aLogOfAVerifierIsToldToo() {
        int port = RedisProcess.freePort();
        SessionStorageException failure = catchThrowableOfType(
                SessionStorageException.class,
                () -> RedisRevocationLog.builder("redis://:hush-hush@127.0.0.1:" + port)
                        .build());

        assertThat(failure).hasMessageContainingAll("Redis at redis://127.0.0.1:" + port, "connection refused");
    }

    private static void assertTold(String uri, String address, String reason) {
        SessionStorageException failure = catchThrowableOfType(
                SessionStorageException.class,
                () -> RedisUserSessionStorage.builder(uri).commandTimeout(SHORT).build());

        assertThat(failure).hasMessageContainingAll("Redis at " + address + " cannot be used: ", reason);
        assertThat(failure.getMessage()).hasLineCount(1).doesNotContain("hush-hush");
        assertThat(failure.isRetrySafe()).isTrue();
    }

    private interface Answer {
        void to(Socket socket) throws IOException;
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** Answers each connection until the socket is closed. */
    private static void answer(ServerSocket server, Answer answer) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    answer.to(socket);
                } catch (IOException closed) {
                    // The next connection, or the end.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
