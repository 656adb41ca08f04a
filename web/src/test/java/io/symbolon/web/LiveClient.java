package io.symbolon.web;

import io.symbolon.http.contract.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client that says nothing by itself. What it has heard can be asked; its end is {@code close 4401 SIGN_IN …}. */
final class LiveClient implements WebSocket.Listener {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final List<String> heard = new CopyOnWriteArrayList<>();

    /** Opens a WebSocket; what comes of it tells whether the server has taken it in. */
    CompletableFuture<WebSocket> openSocket(int port, String token) {
        return openSocket(port, Map.of("Authorization", "Bearer " + token));
    }

    CompletableFuture<WebSocket> openSocket(int port, Map<String, String> headers) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        headers.forEach(builder::header);
        return builder.buildAsync(URI.create("ws://127.0.0.1:" + port + LiveApplication.SOCKET), this);
    }

    WebSocket socket(int port, String token) {
        try {
            return openSocket(port, token).get(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Opens a stream; it is over when the answer's body is. */
    CompletableFuture<List<String>> stream(int port, String token) {
        return stream(port, Map.of("Authorization", "Bearer " + token));
    }

    CompletableFuture<List<String>> stream(int port, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + LiveApplication.STREAM));
        headers.forEach(request::header);
        return HTTP.sendAsync(request.build(), BodyHandlers.ofLines()).thenApplyAsync(answer -> {
            heard.add("status " + answer.statusCode());
            try (Stream<String> lines = answer.body()) {
                lines.forEach(heard::add);
            }
            heard.add("over");
            return heard;
        });
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
        heard.add(text.toString());
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        heard.add("close " + code + " " + reason);
        return null;
    }
}
