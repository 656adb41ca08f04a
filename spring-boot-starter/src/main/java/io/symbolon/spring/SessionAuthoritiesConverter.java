package io.symbolon.spring;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Reads what a session has kept since its sign-in: the claim {@code authorities}, an array of exact texts, and the claim
 * {@code factors}. A text stays as it is: no prefix is added, and none is split. A factor is a {@link
 * FactorGrantedAuthority} with the time at which it was proved, so that Spring Security's own rules for several factors
 * work: {@code pwd} is {@code FACTOR_PASSWORD}, {@code ott} is {@code FACTOR_OTT}. Use it in a {@code JwtAuthenticationConverter} of your
 * own, which takes the place of the starter's:
 *
 * <pre>{@code
 * JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
 * converter.setJwtGrantedAuthoritiesConverter(new DelegatingJwtGrantedAuthoritiesConverter(
 *         new SessionAuthoritiesConverter(), jwt -> rolesOf(jwt.getSubject())));
 * }</pre>
 *
 * <p>Use it for Symbolon's tokens only: another issuer's {@code authorities} may mean something else. Immutable,
 * thread-safe.
 */
public final class SessionAuthoritiesConverter implements Converter<Jwt, Collection<GrantedAuthority>> {
    private static final String AUTHORITIES = "authorities";
    private static final String FACTORS = "factors";

    /** Creates a converter. */
    public SessionAuthoritiesConverter() {}

    /**
     * The authorities of a token.
     *
     * @param jwt a verified access token
     * @return one authority for each text and one for each factor; none of a claim that is missing or has another form
     */
    @Override
    public Collection<GrantedAuthority> convert(Jwt jwt) {
        Set<GrantedAuthority> authorities = new LinkedHashSet<>();
        if (jwt.getClaims().get(AUTHORITIES) instanceof List<?> texts
                && texts.stream().allMatch(String.class::isInstance)) {
            texts.forEach(text -> authorities.add(authority((String) text)));
        }
        if (jwt.getClaims().get(FACTORS) instanceof Map<?, ?> factors) {
            factors.forEach((name, second) -> {
                if (name instanceof String text && second instanceof Long instant) {
                    SpringFactors.authority(text, Instant.ofEpochSecond(instant))
                            .ifPresent(authorities::add);
                }
            });
        }
        return authorities;
    }

    /** Spring Security's own type, which applications compare with, refuses blank texts. */
    private static GrantedAuthority authority(String text) {
        return text.isBlank() ? new BlankAuthority(text) : new SimpleGrantedAuthority(text);
    }

    private record BlankAuthority(String text) implements GrantedAuthority {
        @Override
        public String getAuthority() {
            return text;
        }
    }
}
