package io.symbolon.jaxrs;

import io.symbolon.AccessToken;
import java.security.Principal;
import java.util.Objects;

/**
 * Who makes a request, as its verified access token says.
 *
 * @param accessToken verified
 */
public record AccessTokenPrincipal(AccessToken accessToken) implements Principal {
    /** @throws NullPointerException if it is null */
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
