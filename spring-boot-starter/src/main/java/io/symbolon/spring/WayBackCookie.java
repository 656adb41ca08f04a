package io.symbolon.spring;

import io.symbolon.web.WebSessions;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * Where a person goes on after the sign-in, kept while he signs in: neither the generated sign-in page nor a provider hands
 * the parameter on.
 */
final class WayBackCookie {
    private WayBackCookie() {}

    /** Keeps what the sign-in page's address holds. */
    static void keep(HttpServletRequest request, HttpServletResponse response) {
        WebSessions.wayBack(request).ifPresent(address -> keep(address, request, response));
    }

    /** Keeps an address of this origin. */
    static void keep(String address, HttpServletRequest request, HttpServletResponse response) {
        ReturnCookie.of(address, request.getContextPath(), request.isSecure())
                .ifPresent(cookie -> add(cookie, response));
    }

    /** Takes what the sign-in itself says, else what was kept; the cookie is then gone. */
    static Optional<String> take(HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = WebUtils.getCookie(request, ReturnCookie.NAME);
        if (cookie == null) {
            return WebSessions.wayBack(request);
        }
        add(ReturnCookie.gone(request.getContextPath(), request.isSecure()), response);
        return WebSessions.wayBack(request).or(() -> ReturnCookie.address(cookie.getValue()));
    }

    private static void add(ResponseCookie cookie, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
