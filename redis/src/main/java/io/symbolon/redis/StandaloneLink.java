package io.symbolon.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * One server; with Sentinel, the one that is primary now: Lettuce asks again whenever it reconnects. A server that was
 * demoted and is still there is left by a new connection, which resolves the name or asks Sentinel again.
 */
final class StandaloneLink implements RedisLink {
    private final Supplier<CompletableFuture<StatefulConnection<byte[], byte[]>>> opener;
    private final Optional<String> address;
    private final Duration connectTimeout;
    private final Runnable onClose;
    private final ReplaceableConnection shared;

    private StandaloneLink(
            Supplier<CompletableFuture<StatefulConnection<byte[], byte[]>>> opener,
            Optional<String> address,
            Duration connectTimeout,
            Runnable onClose) {
        this.opener = opener;
        this.address = address;
        this.connectTimeout = connectTimeout;
        this.onClose = onClose;
        this.shared = new ReplaceableConnection(() -> Connecting.await(opener.get(), connectTimeout, address));
    }

    /** By a client that goes on belonging to the caller, and tells nobody to which server it would connect. */
    static StandaloneLink by(RedisClient client, Duration connectTimeout) {
        return new StandaloneLink(
                () -> Connecting.start(() -> client.connect(ByteArrayCodec.INSTANCE)),
                Optional.empty(),
                connectTimeout,
                () -> {});
    }

    /** With a client of its own. */
    static StandaloneLink open(String address, Duration connectTimeout) {
        RedisURI uri = RedisURI.create(address);
        Duration timeout = uri.getTimeout();
        if (timeout.compareTo(connectTimeout) > 0) {
            // So that an attempt that nobody waits for any more ends too.
            uri.setTimeout(connectTimeout);
        }
        RedisClient client = RedisClient.create();
        try {
            return new StandaloneLink(
                    () -> Connecting.begun(() -> client.connectAsync(ByteArrayCodec.INSTANCE, uri)
                            .thenApply(connection -> {
                                connection.setTimeout(timeout);
                                return connection;
                            })),
                    Optional.of(RedisAddress.of(uri)),
                    connectTimeout,
                    client::shutdown);
        } catch (RuntimeException failed) {
            client.shutdown();
            throw failed;
        }
    }

    @Override
    public StatefulConnection<byte[], byte[]> shared() {
        return shared.current();
    }

    @Override
    public StatefulConnection<byte[], byte[]> nodeOf(byte[] key) {
        return shared.current();
    }

    @Override
    public List<StatefulConnection<byte[], byte[]>> nodes() {
        return List.of(shared.current());
    }

    @Override
    public CompletableFuture<StatefulConnection<byte[], byte[]>> openForWaiting() {
        return opener.get();
    }

    @Override
    public Optional<String> address() {
        return address;
    }

    @Override
    public Duration connectTimeout() {
        return connectTimeout;
    }

    @Override
    public boolean readsPartitionsTogether() {
        return true;
    }

    @Override
    public int changes() {
        return shared.replacements();
    }

    @Override
    public void demoted(StatefulConnection<byte[], byte[]> connection) {
        shared.refused(connection);
    }

    @Override
    public void answered() {
        shared.answered();
    }

    @Override
    public void unanswered() {
        shared.unanswered();
    }

    @Override
    public void failed() {}

    @Override
    public void close() {
        shared.close();
        onClose.run();
    }
}
