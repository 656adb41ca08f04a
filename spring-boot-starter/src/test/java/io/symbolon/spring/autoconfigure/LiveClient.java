package io.symbolon.spring.autoconfigure;

import io.symbolon.testkit.Patience;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client that says nothing by itself. What it has heard can be asked; its end is {@code close 4401 SIGN_IN …}. */
final class LiveClient implements WebSocket.Listener {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final List<String> heard = new CopyOnWriteArrayList<>();
    private final int port;

    LiveClient(int port) {
        this.port = port;
    }

    /** Without an access token where it is empty. */
    CompletableFuture<WebSocket> open(String path, String token) {
        return open(path, token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token));
    }

    CompletableFuture<WebSocket> open(String path, Map<String, String> headers) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        headers.forEach(builder::header);
        return builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), this)
                .orTimeout(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    CompletableFuture<List<String>> stream(String path, String token) {
        return stream(path, Map.of("Authorization", "Bearer " + token));
    }

    CompletableFuture<List<String>> stream(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        headers.forEach(request::header);
        return HTTP.sendAsync(request.build(), BodyHandlers.ofLines()).thenApplyAsync(answer -> {
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
