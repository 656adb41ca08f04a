package io.symbolon.spring.autoconfigure;

import io.symbolon.spring.SessionAuthoritiesConverter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.server.resource.authentication.DelegatingJwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/**
 * Authorities of our tokens: those that the session has kept, and Spring Security's own for the claim {@code scope}. After
 * Spring Boot's, so that its properties {@code spring.security.oauth2.resourceserver.jwt.*} go on choosing others.
 */
@AutoConfiguration(
        after = SymbolonSecurityAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
            // Its name in Spring Boot 4.0.
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration"
        })
@ConditionalOnClass(JwtAuthenticationConverter.class)
@ConditionalOnBean(SessionJwtDecoder.class)
class SymbolonAuthoritiesAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    JwtAuthenticationConverter sessionJwtAuthenticationConverter() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(new DelegatingJwtGrantedAuthoritiesConverter(
                new SessionAuthoritiesConverter(), new JwtGrantedAuthoritiesConverter()));
        return converter;
    }
}
