package io.symbolon.spring;

import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.symbolon.SessionStorageException;
import io.symbolon.redis.RedisUserSessionStorage;
import io.symbolon.redis.RedisUserSessionStorageBuilder;
import io.symbolon.storage.UserSessionStorage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Sessions in Redis: by a Lettuce client of the application, else by what {@code spring.data.redis} says. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({RedisUserSessionStorage.class, RedisClient.class})
@ConditionalOnMissingBean(UserSessionStorage.class)
@Conditional(OnStorage.Redis.class)
class RedisStorageConfiguration {
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSingleCandidate(RedisClient.class)
    static class ByClient {
        @Bean
        @ConditionalOnMissingBean(UserSessionStorage.class)
        UserSessionStorage sessionStorage(RedisClient client, SymbolonProperties properties) {
            return build(RedisUserSessionStorage.builder(client), properties);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSingleCandidate(RedisClusterClient.class)
    static class ByClusterClient {
        @Bean
        @ConditionalOnMissingBean(UserSessionStorage.class)
        UserSessionStorage sessionStorage(RedisClusterClient client, SymbolonProperties properties) {
            return build(RedisUserSessionStorage.builder(client), properties);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(LettuceConnectionFactory.class)
    @ConditionalOnSingleCandidate(LettuceConnectionFactory.class)
    static class ByConnectionFactory {
        @Bean
        @ConditionalOnMissingBean(UserSessionStorage.class)
        OwnRedisClient symbolonRedisClient(LettuceConnectionFactory factory) {
            return OwnRedisClient.of(factory);
        }

        @Bean
        @ConditionalOnMissingBean(UserSessionStorage.class)
        UserSessionStorage sessionStorage(OwnRedisClient client, SymbolonProperties properties) {
            return build(client.storage(), properties);
        }
    }

    private static UserSessionStorage build(RedisUserSessionStorageBuilder builder, SymbolonProperties properties) {
        SymbolonProperties.Redis redis = properties.redis();
        try {
            return SymbolonConfigurationException.of("symbolon.redis", () -> {
                builder.keyPrefix(redis.keyPrefix())
                        .commandTimeout(redis.commandTimeout())
                        .retention(properties.retention());
                PropertyMapper.get().from(redis::partitions).to(builder::partitions);
                return builder.build();
            });
        } catch (SessionStorageException failed) {
            throw ManagerAssembly.storageFailed(failed);
        }
    }
}
