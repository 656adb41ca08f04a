package io.symbolon.spring;

import io.symbolon.http.AccessTokenPrincipal;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.util.ClassUtils;

/** Finds the text of the access token that a request was authenticated by. */
final class PrincipalTokens {
    private static final boolean HAS_SPRING_SECURITY = ClassUtils.isPresent(
            "org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken",
            PrincipalTokens.class.getClassLoader());

    private PrincipalTokens() {}

    /** Empty if it was not authenticated, or by something else. */
    static Optional<String> text(@Nullable Principal who) {
        if (who instanceof AccessTokenPrincipal known) {
            return Optional.of(known.text());
        }
        return HAS_SPRING_SECURITY ? SpringSecurity.text(who) : Optional.empty();
    }

    /** Loaded only where Spring Security is. */
    private static final class SpringSecurity {
        static Optional<String> text(@Nullable Principal who) {
            return who instanceof AbstractOAuth2TokenAuthenticationToken<?> known
                    ? Optional.of(known.getToken().getTokenValue())
                    : Optional.empty();
        }
    }
}
