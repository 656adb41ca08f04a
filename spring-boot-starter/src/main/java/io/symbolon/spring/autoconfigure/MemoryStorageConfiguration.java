package io.symbolon.spring.autoconfigure;

import io.symbolon.storage.LogRetention;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Sessions in memory, where nothing better is there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(UserSessionStorage.class)
@Conditional(OnStorage.Memory.class)
class MemoryStorageConfiguration {
    private static final Logger LOGGER = System.getLogger(MemoryStorageConfiguration.class.getName());

    @Bean
    UserSessionStorage sessionStorage(SymbolonProperties properties) {
        if (properties.storage() == null) {
            LOGGER.log(
                    Level.WARNING,
                    "Sessions are kept in memory: they end with this process, and other nodes do not know them."
                            + " Add symbolon-redis or symbolon-jdbc; or set symbolon.storage to memory, if this is meant.");
        }
        return SymbolonConfigurationException.of(
                "symbolon.retention",
                () -> new InMemoryUserSessionStorage(
                        Clock.systemUTC(), LogRetention.DEFAULT.withRetention(properties.retention())));
    }
}
