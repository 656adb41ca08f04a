package io.symbolon.spring.autoconfigure;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.symbolon.redis.RedisRevocationLog;
import io.symbolon.redis.RedisUserSessionStorage;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A Lettuce client of our own with the settings of the application's connection factory. The factory's client ends when
 * the application context is stopped or paused, which is before the session manager is closed.
 */
final class OwnRedisClient implements AutoCloseable {
    private final LettuceConnectionFactory factory;

    private OwnRedisClient(LettuceConnectionFactory factory) {
        this.factory = factory;
    }

    static OwnRedisClient of(LettuceConnectionFactory settings) {
        LettuceConnectionFactory factory =
                new LettuceConnectionFactory(server(settings), settings.getClientConfiguration());
        factory.setShareNativeConnection(false);
        factory.afterPropertiesSet();
        factory.start();
        return new OwnRedisClient(factory);
    }

    RedisUserSessionStorage.Builder storage() {
        AbstractRedisClient client = factory.getRequiredNativeClient();
        if (client instanceof RedisClusterClient cluster) {
            return RedisUserSessionStorage.builder(cluster);
        }
        return RedisUserSessionStorage.builder((RedisClient) client);
    }

    RedisRevocationLog.Builder log() {
        AbstractRedisClient client = factory.getRequiredNativeClient();
        if (client instanceof RedisClusterClient cluster) {
            return RedisRevocationLog.builder(cluster);
        }
        return RedisRevocationLog.builder((RedisClient) client);
    }

    @Override
    public void close() {
        factory.destroy();
    }

    private static RedisConfiguration server(LettuceConnectionFactory settings) {
        if (settings.getClusterConfiguration() != null) {
            return settings.getClusterConfiguration();
        }
        if (settings.getSentinelConfiguration() != null) {
            return settings.getSentinelConfiguration();
        }
        return settings.getSocketConfiguration() != null
                ? settings.getSocketConfiguration()
                : settings.getStandaloneConfiguration();
    }
}
