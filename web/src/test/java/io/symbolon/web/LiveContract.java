package io.symbolon.web;

import static io.symbolon.http.contract.Patience.PATIENCE;
import static io.symbolon.http.contract.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.BindingProof;
import io.symbolon.RefreshRequest;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.http.contract.ContractServer.Running;
import io.symbolon.http.contract.DpopProof;
import io.symbolon.http.contract.DraftBrowser;
import io.symbolon.http.contract.TestClient;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WebSockets and streams of events on a real server. */
abstract class LiveContract {
    private static final SessionContext CONTEXT = SessionContext.of("203.0.113.7");
    private static final String BIND = "https://login.example.com/session/bind";

    private final LiveApplication application = new LiveApplication();
    private final DraftBrowser key = new DraftBrowser(new TestClient("http://127.0.0.1"));
    private Running server;

    abstract Running start(LiveApplication application);

    @BeforeEach
    void start() {
        server = start(application);
    }

    @AfterEach
    void stop() {
        application.manager.revokeEverything(RevocationCause.ADMINISTRATOR);
        await().until(() -> application.sockets.size() + application.streams.size() == 0);
        server.close();
        application.close();
    }

    @Test
    void theEndOfASessionClosesItsConnectionsAndNoOthers() {
        SessionTokens tokens = signIn();
        LiveClient socket = socket(tokens);
        LiveClient stream = stream(tokens);
        LiveClient other = socket(signIn());

        application.manager.revoke(tokens.sessionId(), RevocationCause.ADMINISTRATOR);

        awaitEnd(socket, stream, "SIGN_IN REVOKED ADMINISTRATOR");
        assertThat(other.heard).containsExactly("hello alice");
        assertThat(application.sockets.size()).isOne();
    }

    @Test
    void aConnectionIsClosedWhenItsTokenHasExpiredThoughItsClientSaysNothing() {
        SessionTokens tokens = signIn();
        LiveClient socket = socket(tokens);
        LiveClient stream = stream(tokens);

        application.clock.advance(Duration.ofMinutes(16));

        awaitEnd(socket, stream, "REFRESH EXPIRED");
    }

    @Test
    void anOutdatedConnectionIsClosedAfterTheTimeToRenewIt() {
        SessionTokens tokens = signIn();
        LiveClient socket = socket(tokens);
        LiveClient stream = stream(tokens);

        application.manager.expireAccessTokens("alice");

        await().until(() -> stream.heard.contains("event: session-outdated"));
        assertThat(stream.heard).contains("data: " + LiveApplication.RENEW_WITHIN.toSeconds());
        assertThat(socket.heard).containsExactly("hello alice");
        application.clock.advance(LiveApplication.RENEW_WITHIN);
        awaitEnd(socket, stream, "REFRESH OUTDATED");
    }

    @Test
    void aConnectionWhoseTokenIsRenewedStaysOpen() {
        SessionTokens tokens = signIn();
        LiveClient renewing = new LiveClient();
        WebSocket connection = renewing.socket(server.port(), tokens.accessToken());
        LiveClient silent = socket(tokens);
        application.clock.advance(Duration.ofMinutes(14));

        connection
                .sendText(
                        application
                                .manager
                                .refresh(tokens.refreshToken(), CONTEXT)
                                .accessToken(),
                        true)
                .join();
        await().until(() -> renewing.heard.contains("renewed"));
        application.clock.advance(Duration.ofMinutes(2));

        await().until(() -> silent.heard.contains("close 4401 REFRESH EXPIRED"));
        assertThat(renewing.heard).containsExactly("hello alice", "renewed");
        assertThat(application.sockets.size()).isOne();
    }

    @Test
    void withoutAGoodTokenNothingIsOpened() {
        SessionTokens ended = signIn();
        application.manager.revoke(ended.sessionId());
        for (String token : new String[] {ended.accessToken(), "none"}) {
            LiveClient client = new LiveClient();
            assertThatThrownBy(() -> client.socket(server.port(), token)).hasStackTraceContaining("401");
            client.stream(server.port(), token).join();
            assertThat(client.heard).first().isEqualTo("status 401");
        }
        assertThat(application.sockets.size() + application.streams.size()).isZero();
    }

    @Test
    void aConnectionWhoseClientHasGoneIsForgotten() {
        LiveClient client = new LiveClient();
        WebSocket connection = client.socket(server.port(), signIn().accessToken());
        await().until(() -> application.sockets.size() == 1);

        connection.sendClose(WebSocket.NORMAL_CLOSURE, "").join();

        await().until(() -> application.sockets.size() == 0);
    }

    /** Whoever connects while his session ends is refused, or closed: none slips between. */
    @Test
    void noConnectionSlipsBetweenVerifyAndRegister() throws Exception {
        for (int round = 0; round < 30; round++) {
            SessionTokens tokens = signIn();
            LiveClient client = new LiveClient();
            LiveClient streaming = new LiveClient();
            CompletableFuture<?> stream = streaming.stream(server.port(), tokens.accessToken());
            CompletableFuture<WebSocket> socket = client.openSocket(server.port(), tokens.accessToken());
            if (round % 3 == 1) {
                await().until(() -> socket.isDone() || application.sockets.size() > 0);
            }
            application.manager.revoke(tokens.sessionId());

            boolean isOpened =
                    socket.handle((opened, refused) -> refused == null).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (isOpened) {
                await().until(() -> client.heard.stream().anyMatch(said -> said.startsWith("close 4401 SIGN_IN")));
            }
            stream.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void g11AConnectionOfABoundSessionIsOpenedAndRenewedWithAProof() throws Exception {
        SessionTokens tokens = bound();
        String token = tokens.accessToken();
        LiveClient socket = new LiveClient();
        LiveClient stream = new LiveClient();
        Map<String, String> once = dpop(LiveApplication.SOCKET, token);
        WebSocket opened = socket.openSocket(server.port(), once).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        CompletableFuture<?> answer = stream.stream(server.port(), dpop(LiveApplication.STREAM, token));
        await().until(() -> socket.heard.contains("hello alice") && stream.heard.contains("data: second"));
        assertThat(answer).isNotDone();

        for (Map<String, String> wrong : List.of(
                once,
                dpop(LiveApplication.STREAM, token),
                Map.of("Authorization", "DPoP " + token),
                Map.of("Authorization", "Bearer " + token))) {
            assertThatThrownBy(() -> new LiveClient()
                            .openSocket(server.port(), wrong)
                            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .hasStackTraceContaining("401");
        }
        application.clock.advance(Duration.ofMinutes(14));
        String next = application
                .manager
                .refresh(
                        tokens.refreshToken(),
                        RefreshRequest.of(CONTEXT)
                                .withProof(BindingProof.dpop(
                                        proof("POST", BIND, "", application.manager.dpopNonce()),
                                        "POST",
                                        URI.create(BIND))))
                .accessToken();
        String proof = proof("GET", LiveApplication.HANDSHAKE.toString(), next, application.manager.dpopNonce());
        opened.sendText(next + " " + proof, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        await().until(() -> socket.heard.contains("renewed"));
        application.clock.advance(Duration.ofMinutes(2));

        await().until(() -> stream.heard.contains("data: REFRESH EXPIRED"));
        assertThat(socket.heard).containsExactly("hello alice", "renewed");
        application.manager.revoke(tokens.sessionId());
        await().until(() -> socket.heard.stream().anyMatch(said -> said.startsWith("close 4401 SIGN_IN REVOKED")));
    }

    private SessionTokens bound() {
        SessionTokens tokens = signIn();
        String proof = proof("POST", BIND, "", application.manager.registrationChallenge(tokens));
        return application.manager.bind(tokens.sessionId(), BindingProof.dpop(proof, "POST", URI.create(BIND)));
    }

    private Map<String, String> dpop(String path, String token) {
        String uri = "http://127.0.0.1:" + server.port() + path;
        return Map.of(
                "Authorization", "DPoP " + token, "DPoP", proof("GET", uri, token, application.manager.dpopNonce()));
    }

    private String proof(String method, String uri, String token, String nonce) {
        return new DpopProof(method, uri, token, nonce, 1).by(key);
    }

    private SessionTokens signIn() {
        return application.manager.create("alice", CONTEXT);
    }

    private LiveClient socket(SessionTokens tokens) {
        LiveClient client = new LiveClient();
        client.socket(server.port(), tokens.accessToken());
        await().until(() -> client.heard.contains("hello alice"));
        return client;
    }

    private LiveClient stream(SessionTokens tokens) {
        LiveClient client = new LiveClient();
        CompletableFuture<?> answer = client.stream(server.port(), tokens.accessToken());
        await().until(() -> client.heard.contains("data: second"));
        assertThat(answer).isNotDone();
        assertThat(client.heard).startsWith("status 200", "event: hello", "data: first");
        return client;
    }

    private static void awaitEnd(LiveClient socket, LiveClient stream, String reason) {
        await().until(() -> socket.heard.contains("close 4401 " + reason));
        await().until(() -> stream.heard.contains("over"));
        assertThat(stream.heard).containsSubsequence("event: session-end", "data: " + reason, "over");
    }
}
