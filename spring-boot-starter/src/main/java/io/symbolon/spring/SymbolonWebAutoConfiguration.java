package io.symbolon.spring;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.web.AccessTokenFilter;
import io.symbolon.web.RequestContext;
import io.symbolon.web.WebSessions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
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
import org.springframework.core.env.Environment;

/** The endpoints and the filter of a servlet application. */
@AutoConfiguration(after = SymbolonAutoConfiguration.class)
@ConditionalOnClass({HttpServlet.class, WebSessions.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(JwtUserSessionManager.class)
@ConditionalOnBooleanProperty(name = "symbolon.enabled", matchIfMissing = true)
class SymbolonWebAutoConfiguration {
    /** Right before Spring Security's filter chain, and after the filters that Spring MVC brings. */
    static final int PROBLEM_FILTER_ORDER = -101;

    private static final int ACCESS_TOKEN_FILTER_ORDER = -90;

    @Bean
    @ConditionalOnMissingBean
    WebTransports webTransports(SymbolonProperties properties, Environment environment) {
        return WebTransports.of(properties.web(), environment.getProperty("server.servlet.context-path", ""));
    }

    @Bean
    @ConditionalOnMissingBean
    WebSessions webSessions(
            JwtUserSessionManager manager,
            SymbolonProperties properties,
            WebTransports transports,
            ObjectProvider<RequestContext.LocationSource> locations,
            ObjectProvider<WebSessionsCustomizer> customizers) {
        WebProperties web = properties.web();
        WebSessions.Builder builder = WebSessions.builder(manager)
                .transports(transports.all())
                .paths(WebSettings.paths(web.path()))
                .context(WebSettings.context(web, locations)::of);
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

    @Bean
    @ConditionalOnProperty(name = "symbolon.web.filter", havingValue = "required")
    FilterRegistrationBean<AccessTokenFilter> requiredAccessTokenFilter(
            JwtUserSessionManager manager, WebSessions sessions, SymbolonProperties properties) {
        return register(AccessTokenFilter.required(manager::verify, sessions.transports()), sessions, properties);
    }

    @Bean
    @ConditionalOnProperty(name = "symbolon.web.filter", havingValue = "optional")
    FilterRegistrationBean<AccessTokenFilter> optionalAccessTokenFilter(
            JwtUserSessionManager manager, WebSessions sessions, SymbolonProperties properties) {
        return register(AccessTokenFilter.optional(manager::verify, sessions.transports()), sessions, properties);
    }

    @Bean
    FilterRegistrationBean<SessionProblemFilter> sessionProblemFilter() {
        FilterRegistrationBean<SessionProblemFilter> filter = new FilterRegistrationBean<>(new SessionProblemFilter());
        filter.setOrder(PROBLEM_FILTER_ORDER);
        return filter;
    }

    private static FilterRegistrationBean<AccessTokenFilter> register(
            AccessTokenFilter filter, WebSessions sessions, SymbolonProperties properties) {
        WebProperties web = properties.web();
        FilterRegistrationBean<AccessTokenFilter> registration = new FilterRegistrationBean<>(
                filter.except(OpenPaths.all(sessions, web).toArray(String[]::new)));
        registration.setUrlPatterns(web.filterPaths());
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        registration.setOrder(ACCESS_TOKEN_FILTER_ORDER);
        return registration;
    }
}
