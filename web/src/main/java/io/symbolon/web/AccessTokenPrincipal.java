package io.symbolon.web;

import io.symbolon.AccessToken;
import java.security.Principal;
import java.util.Objects;

/**
 * Who makes a request, as its verified access token says.
 *
 * @param accessToken verified
 */
public record AccessTokenPrincipal(AccessToken accessToken) implements Principal {
    /** Checks for null only. */
    public AccessTokenPrincipal {
        Objects.requireNonNull(accessToken, "accessToken");
    }

    /**
     * The subject.
     *
     * @return the user's id
     */
    @Override
    public String getName() {
        return accessToken.subject();
    }
}
