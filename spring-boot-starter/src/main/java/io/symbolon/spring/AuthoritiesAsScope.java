package io.symbolon.spring;

import io.symbolon.CreateOptions;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** The authorities, as the claim from which Spring Security takes them again. */
final class AuthoritiesAsScope implements SignInOptions {
    private static final String PREFIX = "SCOPE_";
    /** How the user has signed in just now, which a later request did not do. */
    private static final String FACTOR_PREFIX = "FACTOR_";

    @Override
    public CreateOptions of(Authentication authentication) {
        String scope = authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(Objects::nonNull)
                .filter(authority -> !authority.startsWith(FACTOR_PREFIX))
                .map(authority -> authority.startsWith(PREFIX) ? authority.substring(PREFIX.length()) : authority)
                .sorted()
                .collect(Collectors.joining(" "));
        return scope.isEmpty() ? CreateOptions.defaults() : CreateOptions.claims(Map.of("scope", scope));
    }
}
