package io.symbolon.spring;

import io.symbolon.AccessTokenVerifier;

/**
 * Customizes the verifier of a service that only verifies tokens beyond what properties can express, such as keys that
 * are no JWK set. A bean of this type is called before the verifier is built, after all properties and other beans were
 * applied; several are called in their order.
 */
@FunctionalInterface
public interface VerifierCustomizer {
    /**
     * Changes the builder.
     *
     * @param builder with all that the properties say
     */
    void customize(AccessTokenVerifier.Builder builder);
}
