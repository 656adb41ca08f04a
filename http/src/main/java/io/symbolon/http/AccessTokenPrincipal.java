package io.symbolon.http;

import io.symbolon.AccessToken;
import java.security.Principal;
import java.util.Objects;

/**
 * Who makes a request, as its verified access token says.
 *
 * @param accessToken verified
 * @param text the same token's text, for what verifies it once more, such as {@link io.symbolon.LiveConnections}
 */
public record AccessTokenPrincipal(AccessToken accessToken, String text) implements Principal {
    /** Checks for null only. */
    public AccessTokenPrincipal {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(text, "text");
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

    /** Without the token. */
    @Override
    public String toString() {
        return "AccessTokenPrincipal[token=<redacted>]";
    }
}
