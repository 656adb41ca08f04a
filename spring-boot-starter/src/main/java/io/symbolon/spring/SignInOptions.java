package io.symbolon.spring;

import io.symbolon.CreateOptions;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.Authentication;

/**
 * Chooses claims and times of the sessions that {@link SessionSignInHandler} starts. Declare a bean of this type; by
 * default a session has neither claims nor times of its own.
 *
 * <p>The authorities of the sign-in are kept besides, in the claim {@code authorities}. Options that say themselves which
 * authorities the session has, such as {@code CreateOptions.defaults().withAuthorities(List.of())}, have the last word.
 */
@FunctionalInterface
public interface SignInOptions {
    /**
     * The options of one session.
     *
     * @param authentication the sign-in
     * @return claims and times of the session
     */
    CreateOptions of(Authentication authentication);

    /**
     * The options of one session, where the request has a say: such as a box "remember me" of the sign-in page.
     *
     * @param authentication the sign-in
     * @param request the request that signs in
     * @return claims and times of the session; by default what {@link #of(Authentication)} says
     */
    default CreateOptions of(Authentication authentication, HttpServletRequest request) {
        return of(authentication);
    }
}
