package io.symbolon.spring.test;

import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import io.symbolon.spring.SessionAuthoritiesConverter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.DelegatingJwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.test.context.support.WithSecurityContextFactory;

/** Starts the session of {@link WithSymbolonSession}, and reads its token as the application reads those of requests. */
final class SessionSecurityContexts implements WithSecurityContextFactory<WithSymbolonSession> {
    private final ApplicationContext application;

    SessionSecurityContexts(ApplicationContext application) {
        this.application = application;
    }

    @Override
    public SecurityContext createSecurityContext(WithSymbolonSession asked) {
        JwtUserSessionManager issuer = Issuers.of(application);
        String token = issuer.create(asked.subject(), SessionContext.of("127.0.0.1"), options(asked))
                .accessToken();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication(decoded(token)));
        return context;
    }

    private static CreateOptions options(WithSymbolonSession asked) {
        CreateOptions options = CreateOptions.claims(claims(asked.claims())).withFactors(asked.factors());
        if (asked.authorities().length > 0) {
            options = options.withAuthorities(List.of(asked.authorities()));
        }
        return asked.client().isEmpty() ? options : options.withClient(asked.client());
    }

    private static Map<String, String> claims(String[] pairs) {
        Map<String, String> claims = new LinkedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("a claim is written name=text, not " + pair);
            }
            claims.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return claims;
    }

    private Jwt decoded(String token) {
        JwtDecoder decoder = application.getBeanProvider(JwtDecoder.class).getIfAvailable();
        if (decoder != null) {
            return decoder.decode(token);
        }
        ReactiveJwtDecoder reactive = application.getBean(ReactiveJwtDecoder.class);
        return Objects.requireNonNull(reactive.decode(token).block(), "a decoder gives a token");
    }

    private Authentication authentication(Jwt token) {
        JwtAuthenticationConverter converter = application
                .getBeanProvider(JwtAuthenticationConverter.class)
                .getIfAvailable(SessionSecurityContexts::converter);
        return Objects.requireNonNull(converter.convert(token), "a converter gives an authentication");
    }

    /** That of the starter for reactive applications, which is not a bean. */
    private static JwtAuthenticationConverter converter() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(new DelegatingJwtGrantedAuthoritiesConverter(
                new SessionAuthoritiesConverter(), new JwtGrantedAuthoritiesConverter()));
        return converter;
    }
}
