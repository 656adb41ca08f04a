package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.symbolon.JwsAlgorithm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** A start that fails says why, and nothing before it. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTest {
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @Test
    void aRedisThatIsNotThereIsToldInOneMessageWithoutWarningsOfLeaks(CapturedOutput output) throws IOException {
        int port = freePort();

        Throwable failure = catchThrowable(() -> WebApplication.startVerifier(
                Application.class,
                "symbolon.generate-keys=true",
                "symbolon.storage=redis",
                "symbolon.redis.command-timeout=30s",
                "spring.data.redis.password=hush-hush",
                "spring.data.redis.port=" + port));

        assertThat(failure).isNotNull();
        assertToldOnly(output, "Redis at localhost:" + port + " cannot be used: connection refused");
    }

    @Test
    void aRedisThatRefusesThePasswordIsToldInOneMessageWithoutWarningsOfLeaks(CapturedOutput output) throws Exception {
        try (RedisServerProcess server = new RedisServerProcess()) {
            Throwable failure = catchThrowable(() -> WebApplication.startVerifier(
                    Application.class,
                    "symbolon.generate-keys=true",
                    "symbolon.storage=redis",
                    "symbolon.redis.command-timeout=30s",
                    "spring.data.redis.username=nobody",
                    "spring.data.redis.password=hush-hush",
                    "spring.data.redis.port=" + server.port()));

            assertThat(failure).isNotNull();
            assertToldOnly(output, "(WRONGPASS)");
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsToldInOneMessageWithoutWarningsOfLeaks(CapturedOutput output) {
        Throwable failure = catchThrowable(() -> WebApplication.startVerifier(
                Application.class,
                "symbolon.generate-keys=true",
                "symbolon.storage=jdbc",
                "spring.flyway.enabled=false",
                "spring.datasource.url=jdbc:h2:file:/no/such/folder/sessions;IFEXISTS=TRUE",
                "spring.datasource.password=hush-hush",
                "spring.datasource.username=ada"));

        assertThat(failure).isNotNull();
        assertToldOnly(
                output,
                "The database at jdbc:h2:file:/no/such/folder/sessions cannot be used: there is no such database");
    }

    @Test
    void aSchemaThatIsNotThereIsToldAlthoughThePoolHasStarted(CapturedOutput output) {
        Throwable failure = catchThrowable(() -> WebApplication.startVerifier(
                Application.class,
                "symbolon.generate-keys=true",
                "symbolon.storage=jdbc",
                "spring.flyway.enabled=false",
                "symbolon.jdbc.migrate=false",
                "spring.datasource.url=jdbc:h2:mem:" + System.nanoTime()));

        assertThat(failure).isNotNull();
        assertToldOnly(output, "The storage of sessions failed: ");
    }

    @Test
    void anAlgorithmThatIsNoneIsToldWithThoseThatThereAre(CapturedOutput output) {
        Throwable failure = catchThrowable(() -> WebApplication.startVerifier(
                Application.class,
                "symbolon.storage=memory",
                "symbolon.refresh-token-keys[0]=hush-hush",
                "symbolon.signing-keys[0].algorithm=ES256K",
                "symbolon.signing-keys[0].key=hush-hush"));

        assertThat(failure).isNotNull();
        assertToldOnly(output, "symbolon.signing-keys[0].algorithm");
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            assertThat(output.toString()).containsIgnoringCase(algorithm.name());
        }
    }

    @Test
    void aVerifierWithoutItsIssuerIsToldInOneMessageWithoutWarningsOfLeaks(CapturedOutput output) throws IOException {
        Throwable failure = catchThrowable(() -> WebApplication.startVerifier(
                Application.class,
                "symbolon.verifier.jwks=http://127.0.0.1:" + freePort() + "/jwks.json",
                "symbolon.verifier.revocations=none"));

        assertThat(failure).isNotNull();
        assertToldOnly(output, "The verifier has no keys: ");
    }

    private static void assertToldOnly(CapturedOutput output, String reason) {
        assertThat(output.toString())
                .contains("APPLICATION FAILED TO START")
                .contains(reason)
                .doesNotContain("hush-hush", "memory leak", "failed to stop it", "at io.symbolon");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
