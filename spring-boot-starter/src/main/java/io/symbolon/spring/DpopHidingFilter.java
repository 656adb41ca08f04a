package io.symbolon.spring;

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
 * Keeps Spring Security's own filter for DPoP from the requests of a chain: it is there without being asked for in version
 * 7.0. It would ask for a claim {@code cnf} that the tokens here do not show, and would judge requests to open paths too.
 * Symbolon's filter has judged the others before. Applications still find the header by {@code getHeaders}. Thread-safe.
 */
final class DpopHidingFilter extends OncePerRequestFilter {
    private static final String DPOP = "DPoP ";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(isDpop(request.getHeader(HttpHeaders.AUTHORIZATION)) ? new Hidden(request) : request, response);
    }

    /** RFC 9449 section 7.1: the scheme's case does not matter. */
    private static boolean isDpop(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, DPOP, 0, DPOP.length());
    }

    private static final class Hidden extends HttpServletRequestWrapper {
        Hidden(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION) ? null : super.getHeader(name);
        }
    }
}
