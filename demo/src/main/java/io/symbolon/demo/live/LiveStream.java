package io.symbolon.demo.live;

import io.symbolon.AccessToken;
import io.symbolon.RevocationCause;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One page's stream. Whoever has news is never held up by a browser that does not read: news wait in a short queue, and
 * when it is full the stream ends. A thread is used only while there is something to send. Thread-safe.
 */
final class LiveStream {
    private static final int MAX_WAITING = 500;

    private final AccessToken token;
    private final SseEmitter emitter;
    private final Executor executor;
    private final Queue<Message> waiting = new ArrayDeque<>();
    private boolean isSending;
    private boolean isEnding;

    LiveStream(AccessToken token, SseEmitter emitter, Executor executor) {
        this.token = token;
        this.emitter = emitter;
        this.executor = executor;
    }

    /** By which token the page listens. */
    AccessToken token() {
        return token;
    }

    void send(String event, Object data) {
        add(new Message(event, data), false);
    }

    /** Tells the page that its session was ended, and cuts it off. */
    void signOut(RevocationCause cause) {
        end("signed_out", Map.of("cause", cause));
    }

    /** Has the page come back with a new token. */
    void reconnect() {
        end("outdated", Map.of());
    }

    /** The node stops. */
    void stop() {
        end("bye", Map.of());
    }

    private void end(String event, Object data) {
        add(new Message(event, data), true);
    }

    private synchronized void add(Message message, boolean isLast) {
        if (isEnding) {
            return;
        }
        waiting.add(message);
        isEnding = isLast || waiting.size() == MAX_WAITING;
        if (!isSending) {
            isSending = true;
            executor.execute(this::sendWaiting);
        }
    }

    private void sendWaiting() {
        try {
            for (Optional<Message> next = next(); next.isPresent(); next = next()) {
                emitter.send(SseEmitter.event()
                        .name(next.get().event())
                        .data(next.get().data()));
            }
        } catch (IOException | IllegalStateException gone) {
            // The browser has gone. The container tells the emitter, and the emitter whoever registered for it.
            abandon();
        }
    }

    private synchronized Optional<Message> next() {
        Optional<Message> next = Optional.ofNullable(waiting.poll());
        if (next.isEmpty()) {
            isSending = false;
            if (isEnding) {
                emitter.complete();
            }
        }
        return next;
    }

    private synchronized void abandon() {
        isEnding = true;
        waiting.clear();
    }

    private record Message(String event, Object data) {}
}
