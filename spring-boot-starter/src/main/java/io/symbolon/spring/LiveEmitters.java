package io.symbolon.spring;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.LiveConnections;
import io.symbolon.http.ConnectionEnd;
import io.symbolon.http.RefusedRequestException;
import io.symbolon.http.RefusedRequestException.Code;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Live connections that are Spring's streams of server-sent events.
 *
 * <pre>{@code
 * @Bean
 * LiveConnections<SseEmitter> liveEmitters() {
 *     return LiveEmitters.builder().build();
 * }
 *
 * @GetMapping("/prices")
 * SseEmitter prices(Principal who) {
 *     return LiveEmitters.open(live, new SseEmitter(0L), who, manager);
 * }
 * }</pre>
 *
 * <p>The last event is {@value ConnectionEnd#EVENT}, which says {@linkplain ConnectionEnd#reason what to do}. When the token
 * was outdated, the event {@value ConnectionEnd#OUTDATED_EVENT} asks the client to refresh and connect anew. Thread-safe.
 */
public final class LiveEmitters {
    private LiveEmitters() {}

    /**
     * Starts to build live connections that are emitters. As a bean they are a listener of the starter's session manager.
     *
     * @return a builder
     */
    public static LiveConnections.Builder<SseEmitter> builder() {
        return LiveConnections.builder(new LiveConnections.Handler<>() {
            @Override
            public void close(SseEmitter emitter, InvalidAccessTokenException why) {
                send(emitter, ConnectionEnd.EVENT, ConnectionEnd.reason(why));
                emitter.complete();
            }

            @Override
            public void askForRenewal(SseEmitter emitter, Duration within) {
                send(emitter, ConnectionEnd.OUTDATED_EVENT, String.valueOf(within.toSeconds()));
            }
        });
    }

    /**
     * Takes an emitter in, until it is complete.
     *
     * @param live takes it in
     * @param emitter a new one; without a timeout ({@code 0L}), as the access token ends it
     * @param who the request's principal
     * @param manager has the live connections for a listener
     * @return the emitter
     * @throws RefusedRequestException if the request was not authenticated by an access token
     * @throws InvalidAccessTokenException if the token is refused meanwhile
     */
    public static SseEmitter open(
            LiveConnections<SseEmitter> live, SseEmitter emitter, Principal who, JwtUserSessionManager manager) {
        return open(live, emitter, who, (connection, text) -> live.openAuthenticated(connection, text, manager));
    }

    /**
     * The same, in a service that only verifies.
     *
     * @param live takes it in
     * @param emitter a new one; without a timeout ({@code 0L}), as the access token ends it
     * @param who the request's principal
     * @param verifier has the live connections for a listener
     * @return the emitter
     * @throws RefusedRequestException if the request was not authenticated by an access token
     * @throws InvalidAccessTokenException if the token is refused meanwhile
     */
    public static SseEmitter open(
            LiveConnections<SseEmitter> live, SseEmitter emitter, Principal who, AccessTokenVerifier verifier) {
        return open(live, emitter, who, (connection, text) -> live.openAuthenticated(connection, text, verifier));
    }

    private static SseEmitter open(
            LiveConnections<SseEmitter> live,
            SseEmitter emitter,
            Principal who,
            BiConsumer<SseEmitter, String> opening) {
        String text = PrincipalTokens.text(who).orElseThrow(() -> new RefusedRequestException(Code.TOKEN_MISSING));
        opening.accept(emitter, text);
        emitter.onCompletion(() -> live.remove(emitter));
        emitter.onTimeout(emitter::complete);
        return emitter;
    }

    private static void send(SseEmitter emitter, String event, String data) {
        try {
            emitter.send(SseEmitter.event().name(event).data(data));
        } catch (IOException | IllegalStateException gone) {
            // The client has gone. The container tells the emitter.
        }
    }
}
