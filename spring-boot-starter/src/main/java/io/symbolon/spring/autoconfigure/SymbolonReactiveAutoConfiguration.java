package io.symbolon.spring.autoconfigure;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.http.HttpUserSessions;
import io.symbolon.http.RequestContext;
import io.symbolon.http.ServiceAuthentication;
import io.symbolon.spring.HttpSessionsCustomizer;
import io.symbolon.webflux.AccessTokenWebFilter;
import io.symbolon.webflux.WebFluxSessions;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.WebFilter;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The endpoints and the filters of a reactive application. */
@AutoConfiguration(after = {SymbolonAutoConfiguration.class, SymbolonVerifierAutoConfiguration.class})
@ConditionalOnClass({DispatcherHandler.class, WebFluxSessions.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(TokenVerification.class)
@ConditionalOnBooleanProperty(name = "symbolon.enabled", matchIfMissing = true)
class SymbolonReactiveAutoConfiguration {
    // All before Spring Security's, which is at -100: the endpoints protect themselves.
    private static final int PROBLEM_FILTER_ORDER = -103;
    private static final int ENDPOINTS_ORDER = -102;

    private static final int ACCESS_TOKEN_FILTER_ORDER = -90;

    private static final boolean HAS_SPRING_SECURITY = ClassUtils.isPresent(
            "org.springframework.security.web.server.SecurityWebFilterChain",
            SymbolonReactiveAutoConfiguration.class.getClassLoader());

    @Bean
    @ConditionalOnMissingBean
    ConfiguredTransports configuredTransports(SymbolonProperties properties) {
        return ConfiguredTransports.of(properties, HAS_SPRING_SECURITY);
    }

    /** In a service that manages sessions. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(JwtUserSessionManager.class)
    static class Sessions {
        @Bean
        @ConditionalOnMissingBean
        WebFluxSessions webFluxSessions(
                JwtUserSessionManager manager,
                SymbolonProperties properties,
                ConfiguredTransports transports,
                ResourceLoader files,
                ObjectProvider<RequestContext.LocationSource> locations,
                ObjectProvider<ServiceAuthentication> services,
                ObjectProvider<HttpSessionsCustomizer> customizers,
                @Qualifier("sessionScheduler") ObjectProvider<Scheduler> schedulers,
                @Value("${spring.webflux.base-path:}") String basePath) {
            HttpUserSessions.Builder builder =
                    ConfiguredHttp.builder(manager, properties.web(), locations).transports(transports.all());
            new ConfiguredServices(properties, files)
                    .addTo(
                            services.getIfAvailable(),
                            builder::feed,
                            builder::tokenRevocation,
                            builder::tokenIntrospection);
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            HttpUserSessions built = builder.build();
            // A wrong setting is then found at the start.
            built.requireReached(StringUtils.trimTrailingCharacter(basePath, '/'));
            return WebFluxSessions.of(built, schedulers.getIfAvailable(Schedulers::boundedElastic));
        }

        @Bean
        @ConditionalOnBooleanProperty(name = "symbolon.web.endpoints", matchIfMissing = true)
        WebFilter sessionEndpoints(WebFluxSessions sessions) {
            return new OrderedWebFilter(sessions.endpoints(), ENDPOINTS_ORDER);
        }
    }

    @Bean
    WebFilter sessionProblemFilter(ObjectProvider<WebFluxSessions> sessions) {
        return new OrderedWebFilter(
                new SessionProblemWebFilter(Optional.ofNullable(sessions.getIfAvailable())), PROBLEM_FILTER_ORDER);
    }

    @Bean
    @ConditionalOnProperty(name = "symbolon.web.filter", havingValue = "required")
    WebFilter requiredAccessTokenFilter(
            TokenVerification verification,
            ConfiguredTransports transports,
            SymbolonProperties properties,
            ObjectProvider<WebFluxSessions> sessions) {
        WebFluxSessions known = sessions.getIfAvailable();
        return ordered(
                known == null
                        ? AccessTokenWebFilter.of(verification.checks().required(transports.all()))
                        : known.filter(),
                properties);
    }

    @Bean
    @ConditionalOnProperty(name = "symbolon.web.filter", havingValue = "optional")
    WebFilter optionalAccessTokenFilter(
            TokenVerification verification,
            ConfiguredTransports transports,
            SymbolonProperties properties,
            ObjectProvider<WebFluxSessions> sessions) {
        WebFluxSessions known = sessions.getIfAvailable();
        return ordered(
                known == null
                        ? AccessTokenWebFilter.of(verification.checks().optional(transports.all()))
                        : known.optionalFilter(),
                properties);
    }

    private static WebFilter ordered(AccessTokenWebFilter filter, SymbolonProperties properties) {
        return new OrderedWebFilter(ConfiguredHttp.at(properties.web(), filter), ACCESS_TOKEN_FILTER_ORDER);
    }
}
