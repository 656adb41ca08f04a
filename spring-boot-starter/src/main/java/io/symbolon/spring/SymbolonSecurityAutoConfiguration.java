package io.symbolon.spring;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.web.WebSessions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;

/** Spring Security's resource server by our tokens, and form login and logout by our sessions. */
@AutoConfiguration(
        after = {SymbolonAutoConfiguration.class, SymbolonWebAutoConfiguration.class},
        beforeName = {
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
            // Its name in Spring Boot 4.0.
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration"
        })
@ConditionalOnClass(JwtDecoder.class)
@ConditionalOnBean(JwtUserSessionManager.class)
@ConditionalOnBooleanProperty(name = "symbolon.enabled", matchIfMissing = true)
class SymbolonSecurityAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(JwtUserSessionManager manager) {
        return new SessionJwtDecoder(manager);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({BearerTokenResolver.class, SecurityFilterChain.class})
    @ConditionalOnBean(WebSessions.class)
    static class Web {
        @Bean
        @ConditionalOnMissingBean
        BearerTokenResolver bearerTokenResolver(WebSessions sessions, SymbolonProperties properties) {
            return new SessionTokenResolver(
                    sessions.transports(), PathsMatcher.of(OpenPaths.all(sessions, properties.web())));
        }

        @Bean
        @ConditionalOnMissingBean
        SessionEndpointsMatcher sessionEndpointsMatcher(WebSessions sessions) {
            return new SessionEndpointsMatcher(PathsMatcher.of(OpenPaths.endpoints(sessions)));
        }

        @Bean
        @ConditionalOnMissingBean
        SessionEntryPoint sessionEntryPoint() {
            return new SessionEntryPoint();
        }

        @Bean
        @ConditionalOnMissingBean
        SessionSignInHandler sessionSignInHandler(
                WebSessions sessions, WebTransports transports, ObjectProvider<SignInOptions> options) {
            return SessionSignInHandler.of(
                    sessions, transports.signIn(), options.getIfAvailable(() -> new AuthoritiesAsScope()));
        }

        @Bean
        @ConditionalOnMissingBean
        SessionSignOutHandler sessionSignOutHandler(WebSessions sessions) {
            return new SessionSignOutHandler(sessions);
        }
    }
}
