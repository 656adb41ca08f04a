package com.example;

import io.quarkus.security.identity.SecurityIdentity;
import io.symbolon.http.AccessTokenPrincipal;
import io.symbolon.jaxrs.VerifiedJsonWebToken;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** For {@code @Inject JsonWebToken} in resources that need a verified token. Leave it out where none does. */
@Singleton
public class CurrentToken {
    @Produces
    @RequestScoped
    JsonWebToken token(SecurityIdentity identity) {
        return VerifiedJsonWebToken.of((AccessTokenPrincipal) identity.getPrincipal());
    }
}
