package io.symbolon.spring;

import io.symbolon.http.WayBack;
import io.symbolon.web.AccessTokenFilter;
import io.symbolon.web.WebSessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Renews the tokens of people who navigate before Spring Security looks at them, and keeps the way back while somebody
 * signs in. Thread-safe.
 */
final class SessionPagesFilter extends OncePerRequestFilter {
    private final AccessTokenFilter renewal;
    private final RequestMatcher openPaths;
    private final RequestMatcher signInPage;
    private final RequestMatcher returnPaths;

    /**
     * Creates a filter.
     *
     * @param openPaths everybody may go there
     * @param signInPage one of them
     * @param returnPaths where providers send people back to; some of the open ones
     */
    SessionPagesFilter(
            WebSessions sessions, RequestMatcher openPaths, RequestMatcher signInPage, RequestMatcher returnPaths) {
        this.renewal = sessions.optionalFilter();
        this.openPaths = openPaths;
        this.signInPage = signInPage;
        this.returnPaths = returnPaths;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean isGet = request.getMethod().equals("GET");
        if (isGet && signInPage.matches(request)) {
            WayBackCookie.keep(request, response);
            chain.doFilter(new WithoutWayBack(request), response);
        } else if (isSignIn(request, isGet)) {
            renewal.doFilter(request, response, chain);
        } else if (openPaths.matches(request)) {
            chain.doFilter(request, response);
        } else {
            renewal.doFilter(request, response, chain);
        }
    }

    /** Who signs in by one more factor goes on with the session that he has. */
    private boolean isSignIn(HttpServletRequest request, boolean isGet) {
        return isGet ? returnPaths.matches(request) : signInPage.matches(request);
    }

    /** The generated sign-in page is only shown at its very address. The parameter is there nevertheless. */
    private static final class WithoutWayBack extends HttpServletRequestWrapper {
        WithoutWayBack(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getQueryString() {
            String query = super.getQueryString();
            if (query == null) {
                return null;
            }
            String rest = Stream.of(query.split("&", -1))
                    .filter(pair -> !pair.startsWith(WayBack.PARAMETER + "="))
                    .collect(Collectors.joining("&"));
            return rest.isEmpty() ? null : rest;
        }
    }

    /** Matches a page by its exact path, whatever its query is. */
    static RequestMatcher page(Optional<String> known) {
        return known.<RequestMatcher>map(
                        path -> request -> request.getRequestURI().equals(request.getContextPath() + path))
                .orElse(request -> false);
    }
}
