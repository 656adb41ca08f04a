package io.symbolon.spring.autoconfigure;

import io.symbolon.ClaimsSource;
import io.symbolon.ContextGuard;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.OutcomeListener;
import io.symbolon.SessionListener;
import io.symbolon.spring.SessionManagerCustomizer;
import io.symbolon.storage.UserSessionStorage;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ResourceLoader;

/** The session manager and its storage. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnBooleanProperty(name = "symbolon.enabled", matchIfMissing = true)
@Conditional(OnRole.Manager.class)
@EnableConfigurationProperties(SymbolonProperties.class)
@Import({
    RedisStorageConfiguration.class,
    JdbcStorageConfiguration.class,
    MemoryStorageConfiguration.class,
    EventConfiguration.class
})
class SymbolonAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    JwtUserSessionManager sessionManager(
            BeanFactory beans,
            SymbolonProperties properties,
            ResourceLoader files,
            ObjectProvider<UserSessionStorage> storages,
            ObjectProvider<StorageDecorator> decorators,
            ObjectProvider<ContextGuard> guards,
            ObjectProvider<ClaimsSource> claims,
            ObjectProvider<SessionListener> listeners,
            ObjectProvider<OutcomeListener> outcomeListeners,
            ObjectProvider<SessionManagerCustomizer> customizers) {
        MissingSettings.check(properties);
        UserSessionStorage storage = storages.getIfAvailable(() -> MissingStorage.fail(properties.storage()));
        ConfiguredKeys keys = new ConfiguredKeys(properties, files);
        JwtUserSessionManager.Builder builder = ConfiguredManager.builder(properties)
                .signingKeys(keys.signingKeys())
                .refreshTokenKeys(keys.refreshTokenKeys())
                .storage(decorators.stream()
                        .reduce(storage, (inner, next) -> next.decorate(inner), (one, other) -> other));
        guards.ifAvailable(builder::contextGuard);
        claims.ifAvailable(builder::claimsSource);
        listeners.orderedStream().forEach(builder::listener);
        outcomeListeners.orderedStream().forEach(builder::outcomeListener);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return ApplicationThreads.begin(beans, () -> ConfiguredManager.build(builder));
    }

    @Bean
    TokenVerification tokenVerification(JwtUserSessionManager manager) {
        return TokenVerification.by(manager);
    }
}
