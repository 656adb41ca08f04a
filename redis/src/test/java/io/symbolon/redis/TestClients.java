package io.symbolon.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;

/** Clients that share threads, so that a test can have one of its own. */
final class TestClients {
    /** For commands that are to be answered, on a machine that others keep busy. */
    static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(20);

    static final ClientResources RESOURCES =
            DefaultClientResources.builder().ioThreadPoolSize(4).build();

    private TestClients() {}

    static RedisClient client(String uri) {
        return RedisClient.create(RESOURCES, uri);
    }
}
