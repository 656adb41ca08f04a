package io.symbolon.spring.autoconfigure;

import io.symbolon.JwtUserSessionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Actuator: the view's status and health, the red button, and keys that it does not show. */
@AutoConfiguration(after = {SymbolonAutoConfiguration.class, SymbolonVerifierAutoConfiguration.class})
@ConditionalOnClass(Endpoint.class)
@ConditionalOnBooleanProperty(name = "symbolon.enabled", matchIfMissing = true)
class SymbolonActuatorAutoConfiguration {
    @Bean
    @ConditionalOnBean(SymbolonProperties.class)
    static SanitizingFunction symbolonSanitizingFunction(ObjectProvider<SymbolonProperties> properties) {
        return new KeySanitizing(properties::getIfAvailable);
    }

    @Bean
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    @ConditionalOnAvailableEndpoint(endpoint = SymbolonActuatorEndpoint.class)
    @ConditionalOnBean(TokenVerification.class)
    @ConditionalOnMissingBean
    SymbolonActuatorEndpoint symbolonEndpoint(TokenVerification verification) {
        return new SymbolonActuatorEndpoint(verification);
    }

    @Bean
    @ConditionalOnBooleanProperty("symbolon.revoke-everything-endpoint")
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    @ConditionalOnAvailableEndpoint(endpoint = RevokeEverythingEndpoint.class)
    @ConditionalOnBean(JwtUserSessionManager.class)
    @ConditionalOnMissingBean
    RevokeEverythingEndpoint symbolonRevokeEverythingEndpoint(JwtUserSessionManager sessions) {
        return new RevokeEverythingEndpoint(sessions);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    @ConditionalOnBean(TokenVerification.class)
    static class HealthOfView {
        @Bean
        @ConditionalOnEnabledHealthIndicator("symbolon")
        @ConditionalOnMissingBean(name = "symbolonHealthIndicator")
        HealthIndicator symbolonHealthIndicator(TokenVerification verification, SymbolonProperties properties) {
            return new ViewHealthIndicator(verification, properties);
        }
    }
}
