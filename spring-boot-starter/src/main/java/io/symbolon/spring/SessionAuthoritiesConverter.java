package io.symbolon.spring;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Reads the authorities that a session has kept since its sign-in: the claim {@code authorities}, an array of exact texts.
 * A text stays as it is: no prefix is added, and none is split. Use it in a {@code JwtAuthenticationConverter} of your
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
    private static final String CLAIM = "authorities";

    /** Creates a converter. */
    public SessionAuthoritiesConverter() {}

    /**
     * The authorities of a token.
     *
     * @param jwt a verified access token
     * @return one authority for each text; none if the claim is missing or is not an array of texts
     */
    @Override
    public Collection<GrantedAuthority> convert(Jwt jwt) {
        if (!(jwt.getClaims().get(CLAIM) instanceof List<?> texts)
                || !texts.stream().allMatch(String.class::isInstance)) {
            return List.of();
        }
        Set<GrantedAuthority> authorities = new LinkedHashSet<>();
        texts.forEach(text -> authorities.add(authority((String) text)));
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
