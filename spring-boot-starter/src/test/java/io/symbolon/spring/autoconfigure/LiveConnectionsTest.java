package io.symbolon.spring.autoconfigure;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.LiveConnections;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.spring.LiveEmitters;
import io.symbolon.spring.LiveWebSocketSessions;
import io.symbolon.spring.SessionManagerCustomizer;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import io.symbolon.testkit.SettableClock;
import java.io.IOException;
import java.net.http.WebSocket;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** WebSockets, a message broker and streams of events of an application with Spring Security. */
class LiveConnectionsTest {
    private static final SessionContext CONTEXT = SessionContext.of("203.0.113.7");
    private static final String NUL = "\0";

    private final DpopKey key = new DpopKey();
    private WebApplication application;
    private JwtUserSessionManager manager;
    private LiveWebSocketSessions sockets;
    private SettableClock clock;

    @BeforeEach
    void start() {
        application = WebApplication.startWithOwnStorage(Application.class);
        manager = application.bean(JwtUserSessionManager.class);
        sockets = application.bean(LiveWebSocketSessions.class);
        clock = application.bean(SettableClock.class);
    }

    @AfterEach
    void stop() {
        manager.revokeEverything(RevocationCause.ADMINISTRATOR);
        application.close();
    }

    @Test
    void theEndOfASessionClosesItsConnectionsAndNoOthers() {
        SessionTokens tokens = signIn();
        LiveClient socket = socket(tokens);
        LiveClient stomp = connected(tokens.accessToken(), "");
        LiveClient stream = stream(tokens);
        LiveClient other = socket(signIn());

        manager.revoke(tokens.sessionId(), RevocationCause.ADMINISTRATOR);

        for (LiveClient ended : new LiveClient[] {socket, stomp}) {
            await().until(() -> ended.heard.contains("close 4401 SIGN_IN REVOKED ADMINISTRATOR"));
        }
        await().until(() -> stream.heard.contains("over"));
        assertThat(stream.heard).containsSubsequence("event:session-end", "data:SIGN_IN REVOKED ADMINISTRATOR", "over");
        assertThat(other.heard).containsExactly("hello alice");
        assertThat(sockets.size()).isOne();
    }

    @Test
    void aConnectionIsClosedWhenItsTokenHasExpiredThoughItsClientSaysNothing() {
        SessionTokens tokens = signIn();
        LiveClient socket = socket(tokens);
        LiveClient stream = stream(tokens);

        clock.advance(Duration.ofMinutes(16));

        await().until(() -> socket.heard.contains("close 4401 REFRESH EXPIRED"));
        await().until(() -> stream.heard.contains("data:REFRESH EXPIRED"));
    }

    @Test
    void anOutdatedConnectionIsClosedAfterTheTimeToRenewIt() {
        SessionTokens tokens = signIn();
        LiveClient socket = socket(tokens);
        LiveClient stream = stream(tokens);

        manager.expireAccessTokens("alice");

        await().until(() -> stream.heard.contains("event:session-outdated"));
        assertThat(socket.heard).containsExactly("hello alice");
        clock.advance(Duration.ofSeconds(30));
        await().until(() -> socket.heard.contains("close 4401 REFRESH OUTDATED"));
        await().until(() -> stream.heard.contains("data:REFRESH OUTDATED"));
    }

    @Test
    void aConnectionWhoseTokenIsRenewedStaysOpen() {
        SessionTokens tokens = signIn();
        LiveClient renewing = new LiveClient(application.port());
        WebSocket socket = renewing.open("/socket", tokens.accessToken()).join();
        await().until(() -> renewing.heard.contains("hello alice"));
        LiveClient stomp = new LiveClient(application.port());
        WebSocket broker = stomp.open("/stomp", tokens.accessToken()).join();
        broker.sendText("CONNECT\naccept-version:1.2\nhost:x\n\n" + NUL, true).join();
        await().until(() -> isConnected(stomp));
        LiveClient silent = socket(tokens);
        clock.advance(Duration.ofMinutes(14));
        String next = manager.refresh(tokens.refreshToken(), CONTEXT).accessToken();

        socket.sendText(next, true).join();
        await().until(() -> renewing.heard.contains("renewed"));
        broker.sendText("SUBSCRIBE\nid:0\ndestination:/topic/said\nAuthorization:Bearer " + next + "\n\n" + NUL, true)
                .join();
        // Frames are worked on side by side: what is said before the subscription is there is not heard.
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            broker.sendText("SEND\ndestination:/app/say\n\nhi" + NUL, true).join();
            return stomp.heard.stream().anyMatch(frame -> frame.contains("alice said hi"));
        });
        clock.advance(Duration.ofMinutes(2));

        await().until(() -> silent.heard.contains("close 4401 REFRESH EXPIRED"));
        assertThat(renewing.heard).containsExactly("hello alice", "renewed");
        assertThat(stomp.heard).noneMatch(said -> said.startsWith("close"));
        assertThat(sockets.size()).isEqualTo(2);
    }

    @Test
    void aBrokersClientMayShowItsTokenWhenItConnects() {
        SessionTokens tokens = signIn();
        LiveClient stomp = connected("", tokens.accessToken());
        LiveClient nobody = new LiveClient(application.port());
        WebSocket broker = nobody.open("/stomp", "").join();

        broker.sendText("CONNECT\naccept-version:1.2\nhost:x\n\n" + NUL, true).join();
        await().until(() -> nobody.heard.contains("close 4401 SIGN_IN TOKEN_MISSING"));
        manager.revoke(tokens.sessionId());

        await().until(() -> stomp.heard.stream().anyMatch(said -> said.startsWith("close 4401 SIGN_IN REVOKED")));
        assertThat(nobody.heard).hasSize(1);
    }

    @Test
    void g11AConnectionOfABoundSessionIsOpenedByAProofInItsHandshakeAndByNoFrame() {
        SessionTokens tokens = key.bind(manager, signIn());
        LiveClient socket = new LiveClient(application.port());
        LiveClient stomp = new LiveClient(application.port());
        LiveClient stream = new LiveClient(application.port());
        Map<String, String> once = dpop("/socket", tokens);
        socket.open("/socket", once).join();
        CompletableFuture<?> answer = stream.stream("/stream", dpop("/stream", tokens));
        stomp.open("/stomp", dpop("/stomp", tokens))
                .thenCompose(broker -> broker.sendText("CONNECT\naccept-version:1.2\nhost:x\n\n" + NUL, true))
                .join();
        await().until(() -> socket.heard.contains("hello alice") && stream.heard.contains("data:hello"));
        await().until(() -> isConnected(stomp));
        assertThat(answer).isNotDone();

        for (Map<String, String> wrong : List.of(
                once,
                dpop("/stream", tokens),
                Map.of("Authorization", "DPoP " + tokens.accessToken()),
                Map.of("Authorization", "Bearer " + tokens.accessToken()))) {
            assertThatThrownBy(() -> new LiveClient(application.port())
                            .open("/socket", wrong)
                            .join())
                    .hasStackTraceContaining("401");
        }
        LiveClient thief = new LiveClient(application.port());
        WebSocket broker = thief.open("/stomp", "").join();
        broker.sendText(
                        "CONNECT\naccept-version:1.2\nhost:x\nAuthorization:Bearer " + tokens.accessToken() + "\n\n"
                                + NUL,
                        true)
                .join();
        await().until(() -> thief.heard.contains("close 4401 RETRY PROOF_REQUIRED"));
        manager.revoke(tokens.sessionId());

        for (LiveClient ended : new LiveClient[] {socket, stomp}) {
            await().until(() -> ended.heard.contains("close 4401 SIGN_IN REVOKED SIGNED_OUT"));
        }
        await().until(() -> stream.heard.contains("over"));
    }

    private Map<String, String> dpop(String path, SessionTokens tokens) {
        String uri = "http://127.0.0.1:" + application.port() + path;
        return Map.of(
                "Authorization",
                "DPoP " + tokens.accessToken(),
                "DPoP",
                key.proof("GET", uri, tokens, manager.dpopNonce()));
    }

    @Test
    void nothingReachesTheApplicationBeforeATokenWasShown() {
        LiveClient nobody = new LiveClient(application.port());
        WebSocket broker = nobody.open("/stomp", "").join();

        broker.sendText("SUBSCRIBE\nid:0\ndestination:/topic/said\n\n" + NUL, true)
                .join();

        await().until(() -> nobody.heard.stream().anyMatch(said -> said.startsWith("close")));
        assertThat(sockets.size()).isZero();
    }

    @Test
    void withoutAGoodTokenNothingIsOpened() {
        SessionTokens ended = signIn();
        manager.revoke(ended.sessionId());
        LiveClient client = new LiveClient(application.port());

        assertThatThrownBy(() -> client.open("/socket", ended.accessToken()).join())
                .hasStackTraceContaining("401");
        assertThatThrownBy(() -> client.open("/socket", "").join()).hasStackTraceContaining("401");
    }

    /** Whoever connects while his session ends is refused, or closed: none slips between. */
    @Test
    void noConnectionSlipsBetweenVerifyAndRegister() {
        for (int round = 0; round < 30; round++) {
            SessionTokens tokens = signIn();
            LiveClient client = new LiveClient(application.port());
            CompletableFuture<WebSocket> socket = client.open("/socket", tokens.accessToken());
            if (round % 3 == 1) {
                await().until(() -> socket.isDone() || sockets.size() > 0);
            }
            manager.revoke(tokens.sessionId());

            if (socket.handle((opened, refused) -> refused == null).join()) {
                await().until(() -> client.heard.stream().anyMatch(said -> said.startsWith("close 4401 SIGN_IN")));
            }
        }
        await().until(() -> sockets.size() == 0);
    }

    private SessionTokens signIn() {
        return manager.create("alice", CONTEXT);
    }

    private LiveClient socket(SessionTokens tokens) {
        LiveClient client = new LiveClient(application.port());
        client.open("/socket", tokens.accessToken()).join();
        await().until(() -> client.heard.contains("hello alice"));
        return client;
    }

    private LiveClient stream(SessionTokens tokens) {
        LiveClient client = new LiveClient(application.port());
        CompletableFuture<?> answer = client.stream("/stream", tokens.accessToken());
        await().until(() -> client.heard.contains("data:hello"));
        assertThat(answer).isNotDone();
        return client;
    }

    /** A client of the broker, whose token comes with the handshake or with CONNECT. */
    private LiveClient connected(String handshakeToken, String connectToken) {
        LiveClient client = new LiveClient(application.port());
        String header = connectToken.isEmpty() ? "" : "Authorization:Bearer " + connectToken + "\n";
        client.open("/stomp", handshakeToken)
                .thenCompose(
                        broker -> broker.sendText("CONNECT\naccept-version:1.2\nhost:x\n" + header + "\n" + NUL, true))
                .join();
        await().until(() -> isConnected(client));
        return client;
    }

    private static boolean isConnected(LiveClient client) {
        return client.heard.stream().anyMatch(frame -> frame.startsWith("CONNECTED"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({RawSockets.class, Broker.class, Streams.class})
    static class Application {
        @Bean
        SettableClock clock() {
            return SettableClock.at(Instant.parse("2030-01-01T00:00:00Z"));
        }

        @Bean
        UserSessionStorage storage(SettableClock clock) {
            return new InMemoryUserSessionStorage(clock);
        }

        @Bean
        SessionManagerCustomizer byThatClock(SettableClock clock) {
            return builder -> builder.clock(clock);
        }

        @Bean
        LiveWebSocketSessions sockets(SettableClock clock, ObjectProvider<JwtUserSessionManager> managers) {
            return LiveWebSocketSessions.of(
                    LiveWebSocketSessions.builder().clock(clock).build(), managers::getObject);
        }

        @Bean
        LiveConnections<SseEmitter> emitters(SettableClock clock) {
            return LiveEmitters.builder().clock(clock).build();
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.with(symbolon(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/stomp")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocket
    static class RawSockets implements WebSocketConfigurer {
        private final LiveWebSocketSessions sockets;

        RawSockets(LiveWebSocketSessions sockets) {
            this.sockets = sockets;
        }

        @Override
        public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
            registry.addHandler(
                    sockets.decorate(new TextWebSocketHandler() {
                        @Override
                        public void afterConnectionEstablished(WebSocketSession session) throws IOException {
                            session.sendMessage(new TextMessage("hello " + name(session.getPrincipal())));
                        }

                        @Override
                        protected void handleTextMessage(WebSocketSession session, TextMessage newToken)
                                throws IOException {
                            sockets.renew(session, newToken.getPayload());
                            session.sendMessage(new TextMessage("renewed"));
                        }
                    }),
                    "/socket");
        }

        private static String name(@Nullable Principal who) {
            return who == null ? "nobody" : who.getName();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocketMessageBroker
    @Import(Said.class)
    static class Broker implements WebSocketMessageBrokerConfigurer {
        @Override
        public void registerStompEndpoints(StompEndpointRegistry registry) {
            registry.addEndpoint("/stomp");
        }

        @Override
        public void configureMessageBroker(MessageBrokerRegistry registry) {
            registry.enableSimpleBroker("/topic");
            registry.setApplicationDestinationPrefixes("/app");
        }
    }

    @Controller
    static class Said {
        @MessageMapping("/say")
        @SendTo("/topic/said")
        String say(String text, Principal who) {
            return who.getName() + " said " + text;
        }
    }

    @RestController
    static class Streams {
        private final LiveConnections<SseEmitter> live;
        private final JwtUserSessionManager manager;

        Streams(LiveConnections<SseEmitter> live, JwtUserSessionManager manager) {
            this.live = live;
            this.manager = manager;
        }

        @GetMapping("/stream")
        SseEmitter stream(Principal who) throws IOException {
            SseEmitter emitter = LiveEmitters.open(live, new SseEmitter(0L), who, manager);
            emitter.send("hello");
            return emitter;
        }
    }
}
