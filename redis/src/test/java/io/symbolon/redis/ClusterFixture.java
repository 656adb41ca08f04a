package io.symbolon.redis;

import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.testkit.StorageFixture;
import io.symbolon.testkit.TcpRelay;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A key prefix of its own on a cluster of three nodes, all of which can be taken away if they are behind relays. */
final class ClusterFixture implements StorageFixture {
    private final ClusterProcesses cluster;
    private final RedisClusterClient client;
    private final Duration commandTimeout;
    private final String prefix = "test-" + UUID.randomUUID();

    ClusterFixture(ClusterProcesses cluster) {
        this(cluster, TestClients.COMMAND_TIMEOUT);
    }

    ClusterFixture(ClusterProcesses cluster, Duration commandTimeout) {
        this.cluster = cluster;
        this.commandTimeout = commandTimeout;
        this.client = cluster.newClient();
    }

    @Override
    public UserSessionStorage open(Duration retention) {
        return Opening.patiently(() -> RedisUserSessionStorage.builder(client)
                .keyPrefix(prefix)
                .retention(retention)
                .commandTimeout(commandTimeout)
                .build());
    }

    @Override
    public Optional<Outage> outage() {
        if (cluster.relays().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Outage() {
            @Override
            public void begin() {
                cluster.relays().forEach(TcpRelay::cut);
            }

            @Override
            public void end() {
                cluster.relays().forEach(TcpRelay::restore);
            }
        });
    }

    @Override
    public Optional<Runnable> dataLoss() {
        return Optional.of(() -> cluster.nodes().forEach(node -> node.deleteKeysOf(prefix)));
    }

    @Override
    public Optional<FailOver> failOver() {
        return Optional.of(new FailOver() {
            @Override
            public void stopCopying() {
                cluster.nodes().forEach(node -> node.copyKeysOf(prefix));
            }

            @Override
            public void takeOver() {
                cluster.nodes().forEach(node -> node.putBackKeysOf(prefix));
            }
        });
    }

    @Override
    public Optional<NewerNode> newerNode() {
        return Optional.of(
                new NewerRedisNode(client.connect(ByteArrayCodec.INSTANCE).sync(), new RedisKeys(prefix, 16)));
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
