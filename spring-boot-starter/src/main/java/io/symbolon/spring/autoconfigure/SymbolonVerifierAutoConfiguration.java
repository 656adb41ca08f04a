package io.symbolon.spring.autoconfigure;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.OutcomeListener;
import io.symbolon.SessionListener;
import io.symbolon.spring.VerifierCustomizer;
import io.symbolon.storage.RevocationLog;
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

/** The verifier of a service that only verifies tokens, and the revocation log that it follows. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnBooleanProperty(name = "symbolon.enabled", matchIfMissing = true)
@Conditional(OnRole.Verifier.class)
@EnableConfigurationProperties(SymbolonProperties.class)
@Import({RedisLogConfiguration.class, JdbcLogConfiguration.class, HttpLogConfiguration.class, EventConfiguration.class})
class SymbolonVerifierAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    AccessTokenVerifier accessTokenVerifier(
            BeanFactory beans,
            SymbolonProperties properties,
            ResourceLoader files,
            ObjectProvider<RevocationLog> logs,
            ObjectProvider<SessionListener> listeners,
            ObjectProvider<OutcomeListener> outcomeListeners,
            ObjectProvider<VerifierCustomizer> customizers) {
        AccessTokenVerifier.Builder builder = ConfiguredVerifier.builder(properties, files);
        VerifierProperties.Revocations named = properties.verifier().revocations();
        if (named == VerifierProperties.Revocations.NONE) {
            builder.withoutRevocations();
        } else {
            RevocationLog log = logs.getIfAvailable();
            if (log == null) {
                throw ConfiguredVerifier.revocationsMissing(named);
            }
            builder.revocations(log);
        }
        listeners.orderedStream().forEach(builder::listener);
        outcomeListeners.orderedStream().forEach(builder::outcomeListener);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return ApplicationThreads.begin(beans, () -> ConfiguredVerifier.build(builder));
    }

    @Bean
    TokenVerification tokenVerification(AccessTokenVerifier verifier, ObjectProvider<JwtUserSessionManager> managers) {
        if (managers.stream().findAny().isPresent()) {
            throw new SymbolonConfigurationException(
                    "symbolon.verifier makes this a service that only verifies tokens, but there is a bean of the type"
                            + " JwtUserSessionManager, which verifies them too.",
                    "Remove either symbolon.verifier or the bean.");
        }
        return TokenVerification.by(verifier);
    }
}
