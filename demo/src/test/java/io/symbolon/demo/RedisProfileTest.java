package io.symbolon.demo;

import static io.symbolon.demo.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.demo.DemoClient.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** Two nodes with the profile {@code redis}, on a real Redis. */
class RedisProfileTest {

    @TempDir
    private Path folder;

    @Test
    void sessionsAreInRedisAndEndOnBothNodes() throws IOException {
        int port = freePort();
        RedisServer redis = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        try (RunningDemo one = start(port);
                RunningDemo other = start(port)) {
            Tokens ada = one.signIn("ada");
            assertThat(other.get("/api/me", ada.access()).status()).isEqualTo(200);

            one.signOut(ada.refresh());

            await().untilAsserted(() ->
                    assertThat(other.get("/api/me", ada.access()).text("cause")).isEqualTo("SIGNED_OUT"));
        } finally {
            redis.stop();
        }
    }

    private RunningDemo start(int redis) {
        return new RunningDemo(
                folder,
                "--spring.profiles.active=redis",
                "--symbolon.redis.command-timeout=30s",
                "--demo.redis=redis://127.0.0.1:" + redis);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
