package io.symbolon.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;

/** One server for all tests that leave it as it is; it ends with the tests. */
final class SharedRedis {
    static final ClientResources RESOURCES =
            DefaultClientResources.builder().ioThreadPoolSize(4).build();

    private static final class Holder {
        static final RedisProcess SERVER = closing(RedisProcess.start());

        private static RedisProcess closing(RedisProcess server) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        }
    }

    private SharedRedis() {}

    static RedisProcess server() {
        return Holder.SERVER;
    }

    static RedisClient client(String uri) {
        return RedisClient.create(RESOURCES, uri);
    }
}
