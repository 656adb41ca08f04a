package io.symbolon.spring;

import jakarta.servlet.Filter;
import java.util.Objects;

/**
 * Verifies the requests that come with a proof of a key (DPoP, RFC 9449), in a service that only verifies tokens. {@link
 * SymbolonConfigurer} puts it before Spring Security's own authentication, which is given no proofs.
 *
 * <p>A bean, and no {@link Filter}: Spring Boot would put one before all requests. Immutable, thread-safe.
 */
public final class ProofVerification {
    private final Filter filter;

    /**
     * Creates a verification.
     *
     * @param filter verifies tokens with their proofs, and leaves all other requests to Spring Security
     */
    public ProofVerification(Filter filter) {
        this.filter = Objects.requireNonNull(filter, "filter");
    }

    Filter filter() {
        return filter;
    }
}
