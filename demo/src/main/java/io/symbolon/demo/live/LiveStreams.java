package io.symbolon.demo.live;

import io.symbolon.AccessToken;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open streams of this node. One ends with the access token by which it was opened. */
@Component
final class LiveStreams {
    private final JwtUserSessionManager sessions;
    private final NodeStatus node;
    private final Executor executor;
    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();

    LiveStreams(
            JwtUserSessionManager sessions, NodeStatus node, @Qualifier("applicationTaskExecutor") Executor executor) {
        this.sessions = sessions;
        this.node = node;
        this.executor = executor;
    }

    SseEmitter open(String accessToken) {
        AccessToken token = sessions.verify(accessToken);
        SseEmitter emitter = new SseEmitter(
                Duration.between(Instant.now(), token.expiresAt()).toMillis());
        LiveStream stream = new LiveStream(token, emitter, executor);
        emitter.onTimeout(emitter::complete);
        emitter.onCompletion(() -> open.remove(stream));
        open.add(stream);
        stream.send("hello", node.hello(token));
        // Whatever ended the session before the stream was registered is seen here, whatever does after that is told.
        try {
            sessions.verify(accessToken);
        } catch (InvalidAccessTokenException meanwhile) {
            meanwhile.revocationCause().ifPresentOrElse(stream::signOut, stream::reconnect);
        }
        return emitter;
    }

    int size() {
        return open.size();
    }

    void send(String event, Object data, Predicate<AccessToken> audience) {
        forEach(audience, stream -> stream.send(event, data));
    }

    /** Cuts the pages of ended sessions off, and tells them why. */
    void signOut(Predicate<AccessToken> affected, RevocationCause cause) {
        forEach(affected, stream -> stream.signOut(cause));
    }

    /** Has pages come back with new tokens. */
    void reconnect(Predicate<AccessToken> affected) {
        forEach(affected, LiveStream::reconnect);
    }

    /** Before the web server stops, which waits for answers that are not complete. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        open.forEach(LiveStream::stop);
    }

    private void forEach(Predicate<AccessToken> audience, Consumer<LiveStream> action) {
        open.stream().filter(stream -> audience.test(stream.token())).forEach(action);
    }
}
