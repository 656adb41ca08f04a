package io.symbolon.spring;

import io.symbolon.http.WayBack;
import io.symbolon.web.WebSessions;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * Where a person goes on after the sign-in, kept while he signs in: neither the generated sign-in page nor a provider hands
 * the parameter on. What the cookie holds is checked like the parameter, as another host of the domain may have set it.
 */
final class WayBackCookie {
    private static final String NAME = "return-to";
    private static final Duration LIFE = Duration.ofHours(1);
    /** Browsers keep 4,096 bytes of a cookie with its attributes. */
    private static final int LONGEST = 3_500;

    private WayBackCookie() {}

    /** Keeps what the sign-in page's address holds. */
    static void keep(HttpServletRequest request, HttpServletResponse response) {
        WebSessions.wayBack(request).ifPresent(address -> keep(address, request, response));
    }

    /** Keeps an address of this origin. */
    static void keep(String address, HttpServletRequest request, HttpServletResponse response) {
        String value = URLEncoder.encode(address, StandardCharsets.UTF_8);
        if (value.length() <= LONGEST) {
            set(value, LIFE, request, response);
        }
    }

    /** Takes what the sign-in itself says, else what was kept; the cookie is then gone. */
    static Optional<String> take(HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        if (cookie == null) {
            return WebSessions.wayBack(request);
        }
        set("", Duration.ZERO, request, response);
        return WebSessions.wayBack(request).or(() -> decoded(cookie.getValue()).flatMap(WayBack::checked));
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static void set(String value, Duration life, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(NAME, value)
                .path(request.getContextPath().isEmpty() ? "/" : request.getContextPath())
                .maxAge(life)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
