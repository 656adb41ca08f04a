package io.symbolon.web;

import io.symbolon.BindingProof;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.LiveConnections;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import io.symbolon.http.contract.TestClock;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A node with a WebSocket at {@value #SOCKET}, to which a client sends its new tokens, and a stream at {@value #STREAM}. */
final class LiveApplication implements AutoCloseable {
    static final String SOCKET = "/socket";
    static final String STREAM = "/stream";
    /** As this server's clients know it. */
    static final URI HANDSHAKE = URI.create("http://api.example.com" + SOCKET);

    static final Duration RENEW_WITHIN = Duration.ofSeconds(20);

    final TestClock clock = new TestClock();
    final LiveConnections<Session> sockets =
            LiveWebSockets.builder().renewWithin(RENEW_WITHIN).clock(clock).build();
    final LiveConnections<EventStream> streams =
            EventStream.builder().renewWithin(RENEW_WITHIN).clock(clock).build();
    final JwtUserSessionManager manager = JwtUserSessionManager.builder()
            .issuer("https://login.example.com")
            .audience("https://api.example.com")
            .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
            .refreshTokenKeys(RefreshTokenKeys.generate())
            .storage(new InMemoryUserSessionStorage(clock))
            .clock(clock)
            .listener(sockets)
            .listener(streams)
            .build();
    final AccessTokenFilter filter = WebSessions.builder(manager).build().filter();

    ServerEndpointConfig socket() {
        return ServerEndpointConfig.Builder.create(Echo.class, SOCKET)
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(new Echo());
                    }
                })
                .build();
    }

    HttpServlet stream() {
        return new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                EventStream.open(streams, request, response, manager).send("hello", "first\nsecond");
            }
        };
    }

    @Override
    public void close() {
        manager.close();
        sockets.close();
        streams.close();
    }

    private final class Echo extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            LiveWebSockets.open(sockets, session, manager).ifPresent(token -> {
                session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> receive(session, text));
                session.getAsyncRemote().sendText("hello " + token.subject(), sent -> {});
            });
        }

        /** A new token, and the proof of one that is bound. */
        private void receive(Session session, String text) {
            String[] parts = text.split(" ", 2);
            if (parts.length == 1) {
                sockets.renew(session, parts[0]);
            } else {
                sockets.renew(session, parts[0], BindingProof.dpop(parts[1], "GET", HANDSHAKE));
            }
            session.getAsyncRemote().sendText("renewed", sent -> {});
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            sockets.remove(session);
        }
    }
}
