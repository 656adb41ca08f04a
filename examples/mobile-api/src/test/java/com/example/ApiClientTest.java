package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:client")
class ApiClientTest {
    private static final class Memory implements ApiClient.Vault {
        private final List<String> kept = new ArrayList<>();
        private boolean isCleared;

        @Override
        public synchronized void keep(String refreshToken) {
            kept.add(refreshToken);
        }

        @Override
        public void clear() {
            isCleared = true;
        }
    }

    private final Memory vault = new Memory();

    @LocalServerPort
    private int port;

    @Autowired
    private JwtUserSessionManager sessions;

    @Test
    void aRestartedApplicationGoesOnWithTheRefreshTokenOfItsVault() throws Exception {
        ApiClient client = client(signIn().refreshToken());

        assertThat(client.get("/orders").statusCode()).isEqualTo(200);
    }

    @Test
    void anExpiredAccessTokenIsRefreshedAndNobodyNoticesIt() throws Exception {
        ApiClient client = client(signIn().refreshToken());
        client.get("/orders");
        sessions.expireAccessTokens("ada");

        assertThat(client.get("/orders").body()).contains("punched cards");
    }

    @Test
    void manyCallsThatMeetAnExpiredTokenAllGoOn() throws Exception {
        ApiClient client = client(signIn().refreshToken());
        client.get("/orders");
        sessions.expireAccessTokens("ada");
        Callable<HttpResponse<String>> call = () -> client.get("/orders");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<HttpResponse<String>> answer : threads.invokeAll(List.of(call, call, call, call, call, call))) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aSessionThatWasEndedElsewhereAsksThePersonToSignIn() throws Exception {
        SessionTokens tokens = signIn();
        ApiClient client = client(tokens.refreshToken());
        client.get("/orders");
        sessions.revoke(tokens.sessionId());

        assertThatThrownBy(() -> client.get("/orders")).isInstanceOf(ApiClient.SignInRequiredException.class);
        assertThat(vault.isCleared).isTrue();
    }

    @Test
    void aServerThatIsAwayEndsNoSession() {
        ApiClient client = new ApiClient(
                HttpClient.newHttpClient(), URI.create("http://localhost:1"), vault, signIn().refreshToken());

        assertThatThrownBy(() -> client.get("/orders"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(ApiClient.SignInRequiredException.class);
        assertThat(vault.isCleared).isFalse();
    }

    private SessionTokens signIn() {
        return sessions.create("ada", SessionContext.of("127.0.0.1"));
    }

    private ApiClient client(String refreshToken) {
        return new ApiClient(
                HttpClient.newHttpClient(), URI.create("http://localhost:" + port), vault, refreshToken);
    }
}
