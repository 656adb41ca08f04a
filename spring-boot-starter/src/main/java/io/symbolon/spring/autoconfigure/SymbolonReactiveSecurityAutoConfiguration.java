package io.symbolon.spring.autoconfigure;

import io.symbolon.spring.SessionAuthoritiesConverter;
import io.symbolon.spring.SessionServerAccessDeniedHandler;
import io.symbolon.spring.SessionServerEntryPoint;
import io.symbolon.spring.SessionServerSignInHandler;
import io.symbolon.spring.SymbolonServerConfigurer;
import io.symbolon.webflux.AccessTokenWebFilter;
import io.symbolon.webflux.WebFluxSessions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.DelegatingJwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.WebFilter;

/** Spring Security's resource server by our tokens, in a reactive application. */
@AutoConfiguration(
        after = {
            SymbolonAutoConfiguration.class,
            SymbolonVerifierAutoConfiguration.class,
            SymbolonReactiveAutoConfiguration.class
        },
        beforeName = {
            "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration"
        })
@ConditionalOnClass({ReactiveJwtDecoder.class, ServerHttpSecurity.class, ServerAuthenticationConverter.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(ConfiguredTransports.class)
@ConditionalOnBooleanProperty(name = "symbolon.enabled", matchIfMissing = true)
class SymbolonReactiveSecurityAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(ReactiveJwtDecoder.class)
    SessionReactiveJwtDecoder reactiveJwtDecoder(TokenVerification verification) {
        return new SessionReactiveJwtDecoder(new SessionJwtDecoder(verification.verify()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Requests {
        @Bean
        @ConditionalOnMissingBean
        SessionServerEntryPoint sessionServerEntryPoint(ObjectProvider<WebFluxSessions> sessions) {
            WebFluxSessions known = sessions.getIfAvailable();
            return known == null ? new SessionServerEntryPoint() : new SessionServerEntryPoint(known);
        }

        @Bean
        @ConditionalOnMissingBean
        SessionServerAccessDeniedHandler sessionServerAccessDeniedHandler(ObjectProvider<WebFluxSessions> sessions) {
            WebFluxSessions known = sessions.getIfAvailable();
            return known == null ? new SessionServerAccessDeniedHandler() : new SessionServerAccessDeniedHandler(known);
        }

        @Bean
        @ConditionalOnBean(WebFluxSessions.class)
        @ConditionalOnMissingBean
        SessionServerSignInHandler sessionServerSignInHandler(WebFluxSessions sessions) {
            return new SessionServerSignInHandler(sessions);
        }

        @Bean
        @ConditionalOnMissingBean
        SymbolonServerConfigurer symbolonServerConfigurer(
                ConfiguredTransports configured,
                SymbolonProperties properties,
                TokenVerification verification,
                ObjectProvider<WebFluxSessions> sessions,
                ObjectProvider<JwtAuthenticationConverter> authorities,
                SessionServerEntryPoint entryPoint,
                SessionServerAccessDeniedHandler denied) {
            Optional<WebFluxSessions> known = Optional.ofNullable(sessions.getIfAvailable());
            Optional<String> signInPath = known.flatMap(here -> here.http().signInPath());
            List<String> own = properties.web().openPaths();
            String[] open = own.toArray(String[]::new);
            WebFilter filter = known.<WebFilter>map(
                            here -> here.optionalFilter().except(open))
                    .orElseGet(() -> ofRequestsWithProof(
                            AccessTokenWebFilter.of(verification.checks().optional(configured.all()))
                                    .except(open)));
            List<String> endpoints =
                    known.map(here -> here.http().paths().open()).orElse(List.of());
            return new SymbolonServerConfigurer(
                    filter,
                    signInPath,
                    new SessionTokenConverter(
                            known.map(here -> here.http().transports()).orElseGet(configured::all),
                            verification,
                            Stream.of(endpoints, own, signInPath.stream().toList())
                                    .flatMap(List::stream)
                                    .toList()),
                    authorities.getIfAvailable(Requests::authorities),
                    entryPoint,
                    denied);
        }

        /** Leaves all other requests to Spring Security, which verifies their tokens once more. */
        private static WebFilter ofRequestsWithProof(AccessTokenWebFilter filter) {
            return (exchange, chain) ->
                    JudgedRequest.hasProof(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                            ? filter.filter(exchange, chain)
                            : chain.filter(exchange);
        }

        private static JwtAuthenticationConverter authorities() {
            JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
            converter.setJwtGrantedAuthoritiesConverter(new DelegatingJwtGrantedAuthoritiesConverter(
                    new SessionAuthoritiesConverter(), new JwtGrantedAuthoritiesConverter()));
            return converter;
        }
    }
}
