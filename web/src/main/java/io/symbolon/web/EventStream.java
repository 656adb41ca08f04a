package io.symbolon.web;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.LiveConnections;
import io.symbolon.http.AccessTokenPrincipal;
import io.symbolon.http.ConnectionEnd;
import io.symbolon.web.RefusedRequestException.Code;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A stream of server-sent events that lives by an access token. The servlet and all filters before it have to support
 * asynchronous requests, and the request has to pass the {@link AccessTokenFilter}.
 *
 * <pre>{@code
 * LiveConnections<EventStream> live = EventStream.builder().build();
 * JwtUserSessionManager manager = builder.listener(live).build();
 *
 * // in the servlet:
 * EventStream stream = EventStream.open(live, request, response, manager);
 * stream.send("price", "17.20");
 * }</pre>
 *
 * <p>Its last event is {@value ConnectionEnd#EVENT}, which says {@linkplain ConnectionEnd#reason what to do}. When its token
 * was outdated, the event {@value ConnectionEnd#OUTDATED_EVENT} asks the client to refresh and connect anew. Who writes
 * waits for a client that reads slowly, and so does whoever ends the stream, as long as the server allows. Thread-safe.
 */
public final class EventStream {
    private Optional<AsyncContext> context = Optional.empty();
    private Optional<String> end = Optional.empty();

    private EventStream() {}

    /**
     * Starts to build live connections that are streams of events.
     *
     * @return a builder
     */
    public static LiveConnections.Builder<EventStream> builder() {
        return LiveConnections.builder(new LiveConnections.Handler<>() {
            @Override
            public void close(EventStream stream, InvalidAccessTokenException why) {
                stream.end(ConnectionEnd.reason(why));
            }

            @Override
            public void askForRenewal(EventStream stream, Duration within) {
                stream.ask(within);
            }
        });
    }

    /**
     * Starts the stream of a request. A token that is bound by DPoP was proved to the filter; a new one comes with a new
     * request.
     *
     * @param live takes it in, and forgets it when it is over
     * @param request its principal is an {@link AccessTokenPrincipal}
     * @param response nothing was written yet
     * @param manager has the live connections for a listener
     * @return the stream
     * @throws RefusedRequestException if the request has no principal
     * @throws InvalidAccessTokenException if its token is refused meanwhile
     * @throws IOException if the client has gone
     */
    public static EventStream open(
            LiveConnections<EventStream> live,
            HttpServletRequest request,
            HttpServletResponse response,
            JwtUserSessionManager manager)
            throws IOException {
        EventStream stream = new EventStream();
        live.openAuthenticated(stream, text(request), manager);
        return stream.started(live::remove, request, response);
    }

    /**
     * The same, in a service that only verifies.
     *
     * @param live takes it in, and forgets it when it is over
     * @param request its principal is an {@link AccessTokenPrincipal}
     * @param response nothing was written yet
     * @param verifier has the live connections for a listener
     * @return the stream
     * @throws RefusedRequestException if the request has no principal
     * @throws InvalidAccessTokenException if its token is refused meanwhile
     * @throws IOException if the client has gone
     */
    public static EventStream open(
            LiveConnections<EventStream> live,
            HttpServletRequest request,
            HttpServletResponse response,
            AccessTokenVerifier verifier)
            throws IOException {
        EventStream stream = new EventStream();
        live.openAuthenticated(stream, text(request), verifier);
        return stream.started(live::remove, request, response);
    }

    private static String text(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof AccessTokenPrincipal who) {
            return who.text();
        }
        throw new RefusedRequestException(Code.TOKEN_MISSING);
    }

    /**
     * Sends an event.
     *
     * @param event its name; one line
     * @param data its data; any number of lines
     * @return false if the stream is over
     * @throws IOException if the client has gone: the stream is over
     */
    public synchronized boolean send(String event, String data) throws IOException {
        if (end.isPresent() || context.isEmpty()) {
            return false;
        }
        try {
            write(context.get(), event, data);
            return true;
        } catch (IOException gone) {
            end("");
            throw gone;
        }
    }

    /** Ends the stream, without a word. */
    public void close() {
        end("");
    }

    private synchronized EventStream started(
            Consumer<EventStream> whenOver, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/event-stream");
        response.setHeader("Cache-Control", "no-store");
        AsyncContext started = request.startAsync(request, response);
        started.setTimeout(0);
        started.addListener(new Ending(() -> {
            whenOver.accept(this);
            end("");
        }));
        context = Optional.of(started);
        response.flushBuffer();
        // Its session may have ended a moment ago.
        end.ifPresent(why -> complete(started, why));
        return this;
    }

    private void ask(Duration within) {
        try {
            send(ConnectionEnd.OUTDATED_EVENT, String.valueOf(within.toSeconds()));
        } catch (IOException gone) {
            // Who has gone needs no token.
        }
    }

    private synchronized void end(String why) {
        if (end.isEmpty()) {
            end = Optional.of(why);
            context.ifPresent(started -> complete(started, why));
        }
    }

    private static void complete(AsyncContext started, String why) {
        try {
            if (!why.isEmpty()) {
                write(started, ConnectionEnd.EVENT, why);
            }
            started.complete();
        } catch (IOException | IllegalStateException gone) {
            // The server has ended it before.
        }
    }

    private static void write(AsyncContext started, String event, String data) throws IOException {
        StringBuilder text = new StringBuilder("event: ").append(event).append('\n');
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        var output = started.getResponse().getOutputStream();
        output.write(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        output.flush();
    }

    /** However it ends. */
    private record Ending(Runnable action) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            action.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            action.run();
        }

        @Override
        public void onError(AsyncEvent event) {
            action.run();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
