package io.symbolon.spring;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.util.StringUtils;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;

/** Puts {@link LiveWebSocketSessions} around the WebSockets of a message broker. Immutable and thread-safe. */
public final class LiveStompConfigurer implements WebSocketMessageBrokerConfigurer {
    private static final String SCHEME = "Bearer ";

    private final LiveWebSocketSessions sockets;

    /**
     * A configurer.
     *
     * @param sockets looks after the connections
     */
    public LiveStompConfigurer(LiveWebSocketSessions sockets) {
        this.sockets = Objects.requireNonNull(sockets, "sockets");
    }

    @Override
    public void configureWebSocketTransport(WebSocketTransportRegistration registry) {
        registry.addDecoratorFactory(handler -> sockets.decorate(handler, true));
    }

    @Override
    public void configureClientInboundChannel(ChannelRegistration registration) {
        registration.interceptors(new ChannelInterceptor() {
            @Override
            public @Nullable Message<?> preSend(Message<?> message, MessageChannel channel) {
                return isAccepted(message) ? message : null;
            }
        });
    }

    /** Heartbeats and the end of a connection need no token. */
    private boolean isAccepted(Message<?> message) {
        StompHeaderAccessor frame = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        if (frame == null || frame.getCommand() == null || frame.getCommand() == StompCommand.DISCONNECT) {
            return true;
        }
        return sockets.accept(String.valueOf(frame.getSessionId()), token(frame));
    }

    private static Optional<String> token(StompHeaderAccessor frame) {
        return Optional.ofNullable(frame.getFirstNativeHeader("Authorization"))
                .filter(line -> StringUtils.startsWithIgnoreCase(line, SCHEME))
                .map(line -> line.substring(SCHEME.length()));
    }
}
