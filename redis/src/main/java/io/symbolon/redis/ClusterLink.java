package io.symbolon.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A cluster. Lettuce follows its redirections; where a node does not answer, this asks for the topology anew, as the
 * client that was handed over may not do so by itself.
 */
final class ClusterLink implements RedisLink {
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final RedisClusterClient client;
    private final Duration connectTimeout;
    private final StatefulRedisClusterConnection<byte[], byte[]> shared;
    private final AtomicLong refreshedAt = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    ClusterLink(RedisClusterClient client, Duration connectTimeout) {
        this.client = client;
        this.connectTimeout = connectTimeout;
        this.shared = Connecting.await(
                Connecting.start(() -> client.connect(ByteArrayCodec.INSTANCE)), connectTimeout, address());
    }

    @Override
    public StatefulConnection<byte[], byte[]> shared() {
        return shared;
    }

    @Override
    public StatefulConnection<byte[], byte[]> nodeOf(byte[] key) {
        RedisClusterNode node = shared.getPartitions().getPartitionBySlot(SlotHash.getSlot(key));
        if (node == null) {
            throw new IllegalStateException("no node of the cluster has the slot");
        }
        return connectionTo(node);
    }

    @Override
    public List<StatefulConnection<byte[], byte[]>> nodes() {
        return shared.getPartitions().stream()
                .filter(node -> !node.getSlots().isEmpty())
                .map(this::connectionTo)
                .toList();
    }

    @Override
    public CompletableFuture<StatefulConnection<byte[], byte[]>> openForWaiting() {
        return Connecting.begun(() -> client.connectAsync(ByteArrayCodec.INSTANCE));
    }

    /** The client does not tell where it was told to begin. */
    @Override
    public Optional<String> address() {
        return Optional.empty();
    }

    @Override
    public Duration connectTimeout() {
        return connectTimeout;
    }

    @Override
    public boolean readsPartitionsTogether() {
        return false;
    }

    /** Lettuce takes each connection where the topology says. */
    @Override
    public int changes() {
        return 0;
    }

    @Override
    public void answered() {}

    /** The topology will tell which node is primary instead. */
    @Override
    public void demoted(StatefulConnection<byte[], byte[]> connection) {
        failed();
    }

    /** A node that does not answer is replaced by another one: the topology will tell. */
    @Override
    public void unanswered() {
        failed();
    }

    @Override
    public void failed() {
        long now = System.nanoTime();
        long last = refreshedAt.get();
        if (now - last >= PAUSE_NANOS && refreshedAt.compareAndSet(last, now)) {
            client.refreshPartitionsAsync();
        }
    }

    private StatefulConnection<byte[], byte[]> connectionTo(RedisClusterNode node) {
        return Connecting.await(
                Connecting.begun(() -> shared.getConnectionAsync(node.getNodeId())),
                connectTimeout,
                Optional.of(RedisAddress.of(node.getUri())));
    }

    @Override
    public void close() {
        shared.close();
    }
}
