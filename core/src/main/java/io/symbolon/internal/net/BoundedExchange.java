package io.symbolon.internal.net;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A request whose whole answer comes within a time and a size, or fails. */
public final class BoundedExchange {
    private BoundedExchange() {}

    /**
     * The answer.
     *
     * @throws IOException if there is none in time, or it is too long
     */
    public static HttpResponse<String> send(HttpClient client, HttpRequest request, Duration longest, int maximumBytes)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, information -> new LimitedBody(maximumBytes));
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException("no whole answer within " + longest.toSeconds() + " seconds", late);
        } catch (ExecutionException failed) {
            throw new IOException("no answer that can be used", failed.getCause());
        } finally {
            answer.cancel(true);
        }
    }
}
