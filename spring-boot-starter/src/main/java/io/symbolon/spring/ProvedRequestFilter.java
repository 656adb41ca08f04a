package io.symbolon.spring;

import io.symbolon.Binding;
import io.symbolon.web.AccessTokenFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps Spring Security's own filter for DPoP from a request whose proof is judged already: it is there without being asked
 * for in version 7.0, and would ask for a claim {@code cnf} that the tokens here do not show. Applications still find the
 * header by {@code getHeaders}. Thread-safe.
 */
final class ProvedRequestFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean isProved = AccessTokenFilter.accessToken(request)
                .flatMap(token -> token.binding())
                .filter(Binding.Dpop.class::isInstance)
                .isPresent();
        chain.doFilter(isProved ? new WithoutScheme(request) : request, response);
    }

    private static final class WithoutScheme extends HttpServletRequestWrapper {
        WithoutScheme(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION) ? null : super.getHeader(name);
        }
    }
}
