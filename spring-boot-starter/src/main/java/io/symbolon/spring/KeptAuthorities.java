package io.symbolon.spring;

import io.symbolon.CreateOptions;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * The authorities of a sign-in, as the session keeps them: exact texts, never joined, never split. A sign-in whose
 * authorities cannot be kept is refused.
 */
final class KeptAuthorities {
    private KeptAuthorities() {}

    /** The options with the authorities, unless these say already which ones the session has. */
    static CreateOptions addedTo(CreateOptions options, Authentication authentication) {
        if (options.authorities().isPresent()) {
            return options;
        }
        Set<String> texts = of(authentication);
        try {
            return options.withAuthorities(texts);
        } catch (IllegalArgumentException unfit) {
            throw refused("an authority's text cannot be written into a token: " + unfit.getMessage());
        }
    }

    /** How the user has just signed in is not an authority: a later request did not sign in. */
    private static Set<String> of(Authentication authentication) {
        Set<String> texts = new LinkedHashSet<>();
        for (GrantedAuthority authority : authentication.getAuthorities()) {
            if (authority instanceof FactorGrantedAuthority) {
                continue;
            }
            String text = authority.getAuthority();
            if (text == null) {
                throw refused("an authority of the type " + authority.getClass().getName() + " has no text");
            }
            texts.add(text);
        }
        return texts;
    }

    private static InternalAuthenticationServiceException refused(String reason) {
        return new InternalAuthenticationServiceException(
                "The sign-in was refused, because the session could not keep its authorities: " + reason);
    }
}
