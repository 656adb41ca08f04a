package io.symbolon.redis;

import io.lettuce.core.api.StatefulConnection;
import io.symbolon.SessionStorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Waits for connections, but not for long: a server that accepts a connection and says nothing would hold a caller for as
 * long as the client's own timeout, which is a minute by default.
 */
final class Connecting {
    private Connecting() {}

    /** Opens a connection on a thread of its own, where the client can only be called and waited for. */
    static <C> CompletableFuture<C> start(Supplier<C> opener) {
        CompletableFuture<C> opening = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        opening.complete(opener.get());
                    } catch (RuntimeException | Error failed) {
                        opening.completeExceptionally(failed);
                    }
                },
                "symbolon-redis-connect");
        thread.setDaemon(true);
        thread.start();
        return opening;
    }

    /** What a client began to open; a client that refuses even that has failed, like one that fails later. */
    static <C> CompletableFuture<C> begun(Supplier<? extends CompletionStage<? extends C>> opener) {
        try {
            return opener.get().<C>thenApply(opened -> opened).toCompletableFuture();
        } catch (RuntimeException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    /**
     * The connection, once it is open. One that comes too late is closed.
     *
     * @param address where it goes to, if that is known
     * @throws SessionStorageException if the server cannot be reached, or does not answer in time
     */
    static <C extends StatefulConnection<?, ?>> C await(
            CompletableFuture<C> opening, Duration longest, Optional<String> address) {
        try {
            return RedisFaults.answer(opening, longest);
        } catch (ExecutionException failed) {
            throw OpeningFaults.of(address, failed);
        } catch (TimeoutException late) {
            closeWhenOpened(opening);
            throw OpeningFaults.of(address, late);
        } catch (InterruptedException interrupted) {
            closeWhenOpened(opening);
            throw RedisFaults.interrupted(interrupted);
        }
    }

    /** Closes a connection as soon as it is open. */
    static void closeWhenOpened(CompletionStage<? extends StatefulConnection<?, ?>> opening) {
        opening.thenCompose(StatefulConnection::closeAsync);
    }
}
