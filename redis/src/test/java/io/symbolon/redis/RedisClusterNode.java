package io.symbolon.redis;

import io.lettuce.core.cluster.RedisClusterClient;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.testkit.history.NodeStorage;
import java.time.Duration;
import java.util.List;

/** The storage of a node in a process of its own, on a cluster. */
public final class RedisClusterNode implements NodeStorage {
    /** For the node's process. */
    public RedisClusterNode() {}

    /** The address of one of the cluster's servers. The client lives as long as the process. */
    @Override
    public UserSessionStorage open(List<String> arguments) {
        RedisClusterClient client = RedisClusterClient.create(arguments.get(0));
        return Opening.patiently(() -> RedisUserSessionStorage.builder(client)
                .commandTimeout(Duration.ofSeconds(2))
                .build());
    }
}
