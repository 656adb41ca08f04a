package io.symbolon.spring.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import io.symbolon.JwtUserSessionManager;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Micrometer: meters of sessions and of the view, and observations of the storage. */
@AutoConfiguration(
        after = {SymbolonAutoConfiguration.class, SymbolonVerifierAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnBooleanProperty(name = "symbolon.enabled", matchIfMissing = true)
class SymbolonMetricsAutoConfiguration {
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @ConditionalOnBean({MeterRegistry.class, TokenVerification.class})
    static class Meters {
        @Bean
        SessionMeters sessionMeters(MeterRegistry registry) {
            return new SessionMeters(registry, Clock.systemUTC());
        }

        @Bean
        OutcomeMeters outcomeMeters(MeterRegistry registry) {
            return new OutcomeMeters(registry);
        }

        @Bean
        MeterBinder viewMeters(ObjectProvider<TokenVerification> verification) {
            return registry -> ViewMeters.bind(verification.getObject().status(), registry);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    @ConditionalOnBean({ObservationRegistry.class, JwtUserSessionManager.class})
    static class Observations {
        @Bean
        StorageDecorator observedStorage(ObjectProvider<ObservationRegistry> registry) {
            return storage -> new ObservedStorage(storage, registry.getObject());
        }
    }
}
