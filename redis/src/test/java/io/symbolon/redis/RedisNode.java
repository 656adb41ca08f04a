package io.symbolon.redis;

import io.symbolon.storage.UserSessionStorage;
import io.symbolon.testkit.history.NodeStorage;
import java.time.Duration;
import java.util.List;

/** The storage of a node in a process of its own. */
public final class RedisNode implements NodeStorage {
    /** For the node's process. */
    public RedisNode() {}

    /** The server's address. */
    @Override
    public UserSessionStorage open(List<String> arguments) {
        return RedisUserSessionStorage.builder(arguments.get(0))
                .partitions(3)
                .commandTimeout(Duration.ofSeconds(2))
                .build();
    }
}
