package io.symbolon.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;

/** Clients that share threads, so that a test can have one of its own. */
final class TestClients {
    static final ClientResources RESOURCES =
            DefaultClientResources.builder().ioThreadPoolSize(4).build();

    private TestClients() {}

    static RedisClient client(String uri) {
        return RedisClient.create(RESOURCES, uri);
    }
}
