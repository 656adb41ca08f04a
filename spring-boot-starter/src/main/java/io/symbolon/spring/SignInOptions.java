package io.symbolon.spring;

import io.symbolon.CreateOptions;
import org.springframework.security.core.Authentication;

/**
 * What a session has of its own that {@link SessionSignInHandler} starts. Declare a bean of this type to choose claims or
 * times; by default a session has the claim {@code scope} with the names of the authorities (RFC 8693 section 4.2), without
 * the prefix {@code SCOPE_}, which Spring Security puts before them again.
 */
@FunctionalInterface
public interface SignInOptions {
    /**
     * The options of one session.
     *
     * @param authentication who has signed in
     * @return claims and times of the session
     */
    CreateOptions of(Authentication authentication);
}
