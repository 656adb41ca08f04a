package io.symbolon.spring;

import io.symbolon.web.AccessTokenFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Verifies the requests that come with a proof of a key (DPoP, RFC 9449), in a service that only verifies tokens. {@link
 * SymbolonConfigurer} puts it before Spring Security's own authentication, which is given no proofs.
 *
 * <p>A bean, and no {@link Filter}: Spring Boot would put one before all requests. Immutable, thread-safe.
 */
public final class ProofVerification {
    private static final String DPOP = "DPoP ";

    private final AccessTokenFilter filter;

    /**
     * Creates a verification.
     *
     * @param filter verifies tokens with their proofs, and lets requests without a good token pass
     */
    public ProofVerification(AccessTokenFilter filter) {
        this.filter = Objects.requireNonNull(filter, "filter");
    }

    /** Leaves all other requests to Spring Security. */
    Filter ofRequestsWithProof() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
                if (authorization != null && authorization.regionMatches(true, 0, DPOP, 0, DPOP.length())) {
                    filter.doFilter(request, response, chain);
                } else {
                    chain.doFilter(request, response);
                }
            }
        };
    }
}
