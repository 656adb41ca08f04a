package io.symbolon.spring.autoconfigure;

import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.symbolon.SessionStorageException;
import io.symbolon.redis.RedisUserSessionStorage;
import io.symbolon.storage.UserSessionStorage;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
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
    @ConditionalOnBean(RedisClient.class)
    static class ByClient {
        @Bean
        @ConditionalOnMissingBean(UserSessionStorage.class)
        UserSessionStorage sessionStorage(ListableBeanFactory beans, SymbolonProperties properties) {
            RedisClient client = Candidates.choose(beans, RedisClient.class, null, "");
            return build(beans, RedisUserSessionStorage.builder(client), properties);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(RedisClusterClient.class)
    static class ByClusterClient {
        @Bean
        @ConditionalOnMissingBean(UserSessionStorage.class)
        UserSessionStorage sessionStorage(ListableBeanFactory beans, SymbolonProperties properties) {
            RedisClusterClient client = Candidates.choose(beans, RedisClusterClient.class, null, "");
            return build(beans, RedisUserSessionStorage.builder(client), properties);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(LettuceConnectionFactory.class)
    @ConditionalOnBean(LettuceConnectionFactory.class)
    static class ByConnectionFactory {
        @Bean
        @ConditionalOnMissingBean(UserSessionStorage.class)
        OwnRedisClient symbolonRedisClient(ListableBeanFactory beans) {
            LettuceConnectionFactory settings = Candidates.choose(beans, LettuceConnectionFactory.class, null, "");
            return ApplicationThreads.begin(beans, () -> OwnRedisClient.of(settings));
        }

        @Bean
        @ConditionalOnMissingBean(UserSessionStorage.class)
        UserSessionStorage sessionStorage(
                ListableBeanFactory beans, OwnRedisClient client, SymbolonProperties properties) {
            return build(beans, client.storage(), properties);
        }
    }

    private static UserSessionStorage build(
            ListableBeanFactory beans, RedisUserSessionStorage.Builder builder, SymbolonProperties properties) {
        SymbolonProperties.Redis redis = properties.redis();
        try {
            return SymbolonConfigurationException.of("symbolon.redis", () -> {
                builder.keyPrefix(redis.keyPrefix())
                        .commandTimeout(redis.commandTimeout())
                        .mostWaitingCalls(redis.mostWaitingCalls())
                        .retention(properties.retention());
                PropertyMapper.get().from(redis::partitions).to(builder::partitions);
                return ApplicationThreads.begin(beans, builder::build);
            });
        } catch (SessionStorageException failed) {
            throw ConfiguredManager.storageFailed(failed);
        }
    }
}
