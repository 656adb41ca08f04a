package io.symbolon.spring.autoconfigure;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.http.ServiceAuthentication;
import io.symbolon.spring.WebSessionsCustomizer;
import io.symbolon.web.AccessTokenFilter;
import io.symbolon.web.RequestContext;
import io.symbolon.web.WebSessions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/** The endpoints and the filters of a servlet application. */
@AutoConfiguration(after = {SymbolonAutoConfiguration.class, SymbolonVerifierAutoConfiguration.class})
@ConditionalOnClass({HttpServlet.class, WebSessions.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(TokenVerification.class)
@ConditionalOnBooleanProperty(name = "symbolon.enabled", matchIfMissing = true)
class SymbolonWebAutoConfiguration {
    /** Right before Spring Security's filter chain, and after the filters that Spring MVC brings. */
    static final int PROBLEM_FILTER_ORDER = -101;

    private static final int ACCESS_TOKEN_FILTER_ORDER = -90;

    private static final boolean HAS_SPRING_SECURITY = ClassUtils.isPresent(
            "org.springframework.security.web.SecurityFilterChain",
            SymbolonWebAutoConfiguration.class.getClassLoader());

    @Bean
    @ConditionalOnMissingBean
    ConfiguredTransports configuredTransports(SymbolonProperties properties) {
        return ConfiguredTransports.of(properties, HAS_SPRING_SECURITY);
    }

    @Bean
    @ConditionalOnMissingBean
    RequestRules requestRules(
            ObjectProvider<WebSessions> sessions, ConfiguredTransports transports, SymbolonProperties properties) {
        return RequestRules.of(sessions.getIfAvailable(), transports, properties.web());
    }

    /** In a service that manages sessions. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(JwtUserSessionManager.class)
    static class Sessions {
        @Bean
        @ConditionalOnMissingBean
        WebSessions webSessions(
                JwtUserSessionManager manager,
                SymbolonProperties properties,
                ConfiguredTransports transports,
                ResourceLoader files,
                ObjectProvider<RequestContext.LocationSource> locations,
                ObjectProvider<ServiceAuthentication> services,
                ObjectProvider<WebSessionsCustomizer> customizers) {
            WebProperties web = properties.web();
            WebSessions.Builder builder = WebSessions.builder(manager)
                    .transports(transports.ofServlets())
                    .paths(ConfiguredWeb.paths(web.path()))
                    .context(ConfiguredWeb.context(web, locations));
            ConfiguredEndpoints.pages(web, builder::signInPage, builder::externalBase, builder::bindSessions);
            new ConfiguredServices(properties, files)
                    .addTo(
                            services.getIfAvailable(),
                            builder::feed,
                            builder::tokenRevocation,
                            builder::tokenIntrospection);
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            return builder.build();
        }

        @Bean
        @ConditionalOnBooleanProperty(name = "symbolon.web.endpoints", matchIfMissing = true)
        ServletRegistrationBean<HttpServlet> sessionEndpoints(WebSessions sessions) {
            ServletRegistrationBean<HttpServlet> endpoints = new ServletRegistrationBean<>(
                    sessions.endpoints(), sessions.paths().mappings());
            endpoints.setName("sessionEndpoints");
            // A wrong setting is then found at the start.
            endpoints.setLoadOnStartup(1);
            return endpoints;
        }
    }

    @Bean
    @ConditionalOnProperty(name = "symbolon.web.filter", havingValue = "required")
    FilterRegistrationBean<AccessTokenFilter> requiredAccessTokenFilter(
            TokenVerification verification,
            ConfiguredTransports transports,
            RequestRules rules,
            SymbolonProperties properties,
            ObjectProvider<WebSessions> sessions) {
        WebSessions known = sessions.getIfAvailable();
        return register(
                known == null ? AccessTokenFilter.of(verification.checks().required(transports.all())) : known.filter(),
                rules,
                properties);
    }

    @Bean
    @ConditionalOnProperty(name = "symbolon.web.filter", havingValue = "optional")
    FilterRegistrationBean<AccessTokenFilter> optionalAccessTokenFilter(
            TokenVerification verification,
            ConfiguredTransports transports,
            RequestRules rules,
            SymbolonProperties properties,
            ObjectProvider<WebSessions> sessions) {
        WebSessions known = sessions.getIfAvailable();
        return register(
                known == null
                        ? AccessTokenFilter.of(verification.checks().optional(transports.all()))
                        : known.optionalFilter(),
                rules,
                properties);
    }

    @Bean
    FilterRegistrationBean<SessionProblemFilter> sessionProblemFilter(ObjectProvider<WebSessions> sessions) {
        FilterRegistrationBean<SessionProblemFilter> filter =
                new FilterRegistrationBean<>(new SessionProblemFilter(Optional.ofNullable(sessions.getIfAvailable())));
        filter.setOrder(PROBLEM_FILTER_ORDER);
        return filter;
    }

    private static FilterRegistrationBean<AccessTokenFilter> register(
            AccessTokenFilter filter, RequestRules rules, SymbolonProperties properties) {
        FilterRegistrationBean<AccessTokenFilter> registration =
                new FilterRegistrationBean<>(filter.except(rules.openPaths().toArray(String[]::new)));
        registration.setUrlPatterns(properties.web().filterPaths());
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        registration.setOrder(ACCESS_TOKEN_FILTER_ORDER);
        return registration;
    }
}
