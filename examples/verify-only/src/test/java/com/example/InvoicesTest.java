package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.SigningKeys;
import io.symbolon.jdbc.JdbcUserSessionStorage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The issuer is here: a session manager on the same database, and its public keys at an address. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class InvoicesTest {
    private static final String DATABASE = "jdbc:h2:mem:issuer;DB_CLOSE_DELAY=-1";
    private static final SessionContext CONTEXT = SessionContext.of("203.0.113.7");
    private static final JdbcUserSessionStorage STORAGE = JdbcUserSessionStorage.builder(
                    JdbcConnectionPool.create(DATABASE, "sa", ""))
            .build();
    private static final JwtUserSessionManager ISSUER = JwtUserSessionManager.builder()
            .issuer("http://localhost:8080")
            .audience("orders")
            .signingKeys(SigningKeys.generate(JwsAlgorithm.ES256))
            .refreshTokenKeys(RefreshTokenKeys.generate())
            .storage(STORAGE)
            .build();
    private static final HttpServer KEYS = publicKeys();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> DATABASE);
        properties.add(
                "symbolon.verifier.jwks",
                () -> "http://localhost:" + KEYS.getAddress().getPort() + "/");
    }

    @AfterAll
    static void close() {
        KEYS.stop(0);
        ISSUER.close();
        STORAGE.close();
    }

    @Test
    void aTokenOfTheIssuerIsAccepted() throws Exception {
        SessionTokens tokens = ISSUER.create("ada", CONTEXT);

        assertThat(invoices(tokens).body()).isEqualTo("[{\"customer\":\"ada\",\"cents\":1250}]");
    }

    @Test
    void theTokenOfASessionThatTheIssuerEndsIsRefused() throws Exception {
        SessionTokens tokens = ISSUER.create("ada", CONTEXT);
        assertThat(invoices(tokens).statusCode()).isEqualTo(200);

        ISSUER.revokeAll("ada");

        Instant patience = Instant.now().plus(Duration.ofSeconds(30));
        HttpResponse<String> answer = invoices(tokens);
        while (answer.statusCode() == 200 && Instant.now().isBefore(patience)) {
            answer = invoices(tokens);
        }
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"REVOKED\"");
    }

    private HttpResponse<String> invoices(SessionTokens tokens) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/invoices"))
                .header("Authorization", "Bearer " + tokens.accessToken())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static HttpServer publicKeys() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] keys = ISSUER.jwks().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
