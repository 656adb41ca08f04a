package io.symbolon.internal.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects a body as UTF-8, and gives up when it is too long, whatever its headers said. */
final class LimitedBody implements BodySubscriber<String> {
    private final int maximumBytes;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final CompletableFuture<String> text = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    LimitedBody(int maximumBytes) {
        this.maximumBytes = maximumBytes;
    }

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (received.size() + buffer.remaining() > maximumBytes) {
                stop();
                return;
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            received.writeBytes(bytes);
        }
    }

    @Override
    public void onError(Throwable failed) {
        text.completeExceptionally(failed);
    }

    @Override
    public void onComplete() {
        text.complete(received.toString(StandardCharsets.UTF_8));
    }

    private void stop() {
        if (subscription != null) {
            subscription.cancel();
        }
        text.completeExceptionally(new IOException("the answer has more than " + maximumBytes + " bytes"));
    }
}
