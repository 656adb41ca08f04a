package io.symbolon.jaxrs;

import io.symbolon.http.AccessTokenPrincipal;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Who makes a request, and what they may do. Roles are the token's authorities, each exactly as the application gave it.
 *
 * @param principal by the access token
 * @param isSecure whether the request came by https
 */
record AccessTokenSecurityContext(AccessTokenPrincipal principal, boolean isSecure) implements SecurityContext {
    static AccessTokenSecurityContext of(AccessTokenPrincipal principal, SecurityContext before) {
        return new AccessTokenSecurityContext(principal, before.isSecure());
    }

    @Override
    public Principal getUserPrincipal() {
        return principal;
    }

    @Override
    public boolean isUserInRole(String role) {
        return principal.accessToken().authorities().contains(role);
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
