package io.symbolon.demo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sends who cannot be signed in to the sign-in page, before a page finds it out by a request that is refused. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class VisitorPages extends OncePerRequestFilter {
    private static final Set<String> FOR_MEMBERS = Set.of("/", "/index.html", "/live.html", "/admin.html");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (FOR_MEMBERS.contains(request.getRequestURI()) && !mayBeSignedIn(request)) {
            response.setHeader("Cache-Control", "no-store");
            response.sendRedirect("/sign-in.html?cause=TOKEN_MISSING");
            return;
        }
        chain.doFilter(request, response);
    }

    /** Whether the browser has a session's cookie; what it is worth is judged by whoever needs it. */
    static boolean mayBeSignedIn(HttpServletRequest request) {
        return Stream.of(Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]))
                .anyMatch(cookie -> cookie.getName().endsWith("access-token"));
    }
}
