package io.symbolon.spring;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * Spring Security's factors under the names that a session keeps: {@code FACTOR_PASSWORD} is {@code pwd} (RFC 8176),
 * another one is its name in lower case. What is kept comes back under the very text that it had.
 */
final class SpringFactors {
    private static final String PREFIX = "FACTOR_";
    private static final String PASSWORD = "pwd";
    /** Those that are the same after lower and upper case. */
    private static final Pattern PLAIN = Pattern.compile("[A-Z0-9_]+");

    private SpringFactors() {}

    /**
     * What a sign-in proves, without {@code FACTOR_BEARER}: a token proves nothing new.
     *
     * @throws IllegalArgumentException if the text of one does not begin with {@code FACTOR_}
     */
    static Map<String, Instant> of(Authentication authentication) {
        Map<String, Instant> factors = new LinkedHashMap<>();
        for (GrantedAuthority authority : authentication.getAuthorities()) {
            if (authority instanceof FactorGrantedAuthority factor && !isBearer(factor.getAuthority())) {
                factors.put(name(factor.getAuthority()), factor.getIssuedAt());
            }
        }
        return factors;
    }

    /** Empty for what Spring Security adds to every request with a token. */
    static Optional<FactorGrantedAuthority> authority(String name, Instant instant) {
        String text = text(name);
        return isBearer(text)
                ? Optional.empty()
                : Optional.of(FactorGrantedAuthority.withAuthority(text)
                        .issuedAt(instant)
                        .build());
    }

    /** Whether a session can keep it. */
    static boolean isFactor(String authority) {
        return authority.startsWith(PREFIX);
    }

    /** The name under which a session keeps an authority's factor. */
    static String name(String authority) {
        if (!isFactor(authority)) {
            throw new IllegalArgumentException(
                    "the text of a factor does not begin with " + PREFIX + ", so no request could have it again");
        }
        if (authority.equals(FactorGrantedAuthority.PASSWORD_AUTHORITY)) {
            return PASSWORD;
        }
        String name = authority.substring(PREFIX.length());
        String lower = name.toLowerCase(Locale.ROOT);
        return PLAIN.matcher(name).matches() && !lower.equals(PASSWORD) ? lower : authority;
    }

    private static String text(String name) {
        if (name.equals(PASSWORD)) {
            return FactorGrantedAuthority.PASSWORD_AUTHORITY;
        }
        return name.startsWith(PREFIX) ? name : PREFIX + name.toUpperCase(Locale.ROOT);
    }

    private static boolean isBearer(String authority) {
        return authority.equals(FactorGrantedAuthority.BEARER_AUTHORITY);
    }
}
