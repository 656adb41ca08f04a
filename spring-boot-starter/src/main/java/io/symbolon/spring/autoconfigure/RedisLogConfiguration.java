package io.symbolon.spring.autoconfigure;

import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.symbolon.SessionStorageException;
import io.symbolon.redis.RedisRevocationLog;
import io.symbolon.storage.RevocationLog;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The revocation log of sessions in Redis: by a Lettuce client of the application, else by {@code spring.data.redis}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({RedisRevocationLog.class, RedisClient.class})
@ConditionalOnMissingBean(RevocationLog.class)
@ConditionalOnProperty(name = "symbolon.verifier.revocations", havingValue = "redis")
class RedisLogConfiguration {
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(RedisClient.class)
    static class ByClient {
        @Bean
        @ConditionalOnMissingBean(RevocationLog.class)
        RevocationLog revocationLog(ListableBeanFactory beans, SymbolonProperties properties) {
            RedisClient client = Candidates.choose(beans, RedisClient.class, null, "");
            return build(beans, RedisRevocationLog.builder(client), properties);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(RedisClusterClient.class)
    static class ByClusterClient {
        @Bean
        @ConditionalOnMissingBean(RevocationLog.class)
        RevocationLog revocationLog(ListableBeanFactory beans, SymbolonProperties properties) {
            RedisClusterClient client = Candidates.choose(beans, RedisClusterClient.class, null, "");
            return build(beans, RedisRevocationLog.builder(client), properties);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(LettuceConnectionFactory.class)
    @ConditionalOnBean(LettuceConnectionFactory.class)
    static class ByConnectionFactory {
        @Bean
        @ConditionalOnMissingBean(RevocationLog.class)
        OwnRedisClient symbolonRedisClient(ListableBeanFactory beans) {
            LettuceConnectionFactory settings = Candidates.choose(beans, LettuceConnectionFactory.class, null, "");
            return ApplicationThreads.begin(beans, () -> OwnRedisClient.of(settings));
        }

        @Bean
        @ConditionalOnMissingBean(RevocationLog.class)
        RevocationLog revocationLog(ListableBeanFactory beans, OwnRedisClient client, SymbolonProperties properties) {
            return build(beans, client.log(), properties);
        }
    }

    private static RevocationLog build(
            ListableBeanFactory beans, RedisRevocationLog.Builder builder, SymbolonProperties properties) {
        SymbolonProperties.Redis redis = properties.redis();
        try {
            return SymbolonConfigurationException.of("symbolon.redis", () -> {
                builder.keyPrefix(redis.keyPrefix()).commandTimeout(redis.commandTimeout());
                PropertyMapper.get().from(redis::partitions).to(builder::partitions);
                return ApplicationThreads.begin(beans, builder::build);
            });
        } catch (SessionStorageException failed) {
            throw ConfiguredVerifier.storageFailed(failed);
        }
    }
}
