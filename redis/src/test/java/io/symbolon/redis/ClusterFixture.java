package io.symbolon.redis;

import io.lettuce.core.cluster.RedisClusterClient;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.testkit.StorageFixture;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A key prefix of its own on a cluster of three nodes, all of which can be taken away. */
final class ClusterFixture implements StorageFixture {
    private final ClusterProcesses cluster = SharedCluster.processes();
    private final RedisClusterClient client = cluster.newClient();
    private final String prefix = "test-" + UUID.randomUUID();

    @Override
    public UserSessionStorage open(Duration retention) {
        return RedisUserSessionStorage.builder(client)
                .keyPrefix(prefix)
                .retention(retention)
                .commandTimeout(Duration.ofSeconds(1))
                .build();
    }

    @Override
    public Optional<Outage> outage() {
        return Optional.of(new Outage() {
            @Override
            public void begin() {
                cluster.proxies().forEach(CutProxy::begin);
            }

            @Override
            public void end() {
                cluster.proxies().forEach(CutProxy::end);
            }
        });
    }

    @Override
    public Optional<Runnable> dataLoss() {
        return Optional.of(() -> cluster.nodes().forEach(node -> node.ask("FLUSHALL")));
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
