package io.symbolon.spring.autoconfigure;

import io.symbolon.CreateOptions;
import io.symbolon.spring.ProofVerification;
import io.symbolon.spring.SessionAccessDeniedHandler;
import io.symbolon.spring.SessionEndpointsMatcher;
import io.symbolon.spring.SessionEntryPoint;
import io.symbolon.spring.SessionOpenPathsMatcher;
import io.symbolon.spring.SessionSignInHandler;
import io.symbolon.spring.SessionSignOutHandler;
import io.symbolon.spring.SignInOptions;
import io.symbolon.web.AccessTokenFilter;
import io.symbolon.web.WebSessions;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Spring Security's resource server by our tokens, and form login and logout by our sessions. */
@AutoConfiguration(
        after = {
            SymbolonAutoConfiguration.class,
            SymbolonVerifierAutoConfiguration.class,
            SymbolonWebAutoConfiguration.class
        },
        beforeName = {
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
            // Its name in Spring Boot 4.0.
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration"
        })
@ConditionalOnClass(JwtDecoder.class)
@ConditionalOnBean(TokenVerification.class)
@ConditionalOnBooleanProperty(name = "symbolon.enabled", matchIfMissing = true)
class SymbolonSecurityAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(JwtDecoder.class)
    SessionJwtDecoder jwtDecoder(TokenVerification verification, ObjectProvider<ProvedTokens> proved) {
        ProvedTokens known = proved.getIfAvailable();
        return new SessionJwtDecoder(known == null ? verification.verify() : known.orElse(verification.verify()));
    }

    /** Of a servlet application. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({BearerTokenResolver.class, SecurityFilterChain.class})
    @ConditionalOnBean(RequestRules.class)
    static class Requests {
        @Bean
        @ConditionalOnClass(RequestContextHolder.class)
        ProvedTokens provedTokens() {
            return new ProvedTokens();
        }

        /** Where there are sessions, their filter judges proofs, too. */
        @Bean
        @ConditionalOnMissingBean
        @Conditional(OnRole.Verifier.class)
        ProofVerification proofVerification(
                TokenVerification verification, ConfiguredTransports transports, RequestRules rules) {
            return new ProofVerification(ofRequestsWithProof(
                    AccessTokenFilter.of(verification.checks().optional(transports.all()))
                            .except(rules.openPaths().toArray(String[]::new))));
        }

        /** Leaves all other requests to Spring Security, which verifies their tokens once more. */
        private static Filter ofRequestsWithProof(AccessTokenFilter filter) {
            return new OncePerRequestFilter() {
                @Override
                protected void doFilterInternal(
                        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                        throws ServletException, IOException {
                    if (JudgedRequest.hasProof(request.getHeader(HttpHeaders.AUTHORIZATION))) {
                        filter.doFilter(request, response, chain);
                    } else {
                        chain.doFilter(request, response);
                    }
                }
            };
        }

        @Bean
        @ConditionalOnMissingBean
        BearerTokenResolver bearerTokenResolver(RequestRules rules, TokenVerification verification) {
            return new SessionTokenResolver(rules.transports(), verification, PathsMatcher.of(rules.openPaths()));
        }

        @Bean
        @ConditionalOnMissingBean
        SessionEndpointsMatcher sessionEndpointsMatcher(RequestRules rules) {
            return PathsMatcher.of(rules.endpointPaths())::matches;
        }

        @Bean
        @ConditionalOnMissingBean
        SessionOpenPathsMatcher sessionOpenPathsMatcher(RequestRules rules) {
            return PathsMatcher.of(rules.openPaths())::matches;
        }

        @Bean
        @ConditionalOnMissingBean
        SessionEntryPoint sessionEntryPoint(ObjectProvider<WebSessions> sessions) {
            WebSessions known = sessions.getIfAvailable();
            return known == null ? new SessionEntryPoint() : new SessionEntryPoint(known);
        }

        @Bean
        @ConditionalOnMissingBean
        SessionAccessDeniedHandler sessionAccessDeniedHandler(ObjectProvider<WebSessions> sessions) {
            WebSessions known = sessions.getIfAvailable();
            return known == null ? new SessionAccessDeniedHandler() : new SessionAccessDeniedHandler(known);
        }
    }

    /** Sign-in and sign-out, in a service that manages sessions. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SecurityFilterChain.class)
    @ConditionalOnBean(WebSessions.class)
    static class SignIns {
        @Bean
        @ConditionalOnMissingBean
        SessionSignInHandler sessionSignInHandler(WebSessions sessions, ObjectProvider<SignInOptions> options) {
            return new SessionSignInHandler(
                    sessions,
                    sessions.transports().first(),
                    options.getIfAvailable(() -> authentication -> CreateOptions.defaults()));
        }

        @Bean
        @ConditionalOnMissingBean
        SessionSignOutHandler sessionSignOutHandler(WebSessions sessions) {
            return new SessionSignOutHandler(sessions);
        }
    }
}
