package io.symbolon.spring;

import io.symbolon.http.WayBack;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/**
 * The cookie that keeps where a person goes on after the sign-in. What it holds is checked like the parameter, as another
 * host of the domain may have set it.
 */
final class ReturnCookie {
    static final String NAME = "return-to";

    private static final Duration LIFE = Duration.ofHours(1);
    /** Browsers keep 4,096 bytes of a cookie with its attributes. */
    private static final int LONGEST = 3_500;

    private ReturnCookie() {}

    /**
     * A cookie that keeps an address.
     *
     * @param address of this origin
     * @param contextPath of the application
     * @return empty if no browser would keep it
     */
    static Optional<ResponseCookie> of(String address, String contextPath, boolean isSecure) {
        String value = URLEncoder.encode(address, StandardCharsets.UTF_8);
        return value.length() <= LONGEST ? Optional.of(cookie(value, LIFE, contextPath, isSecure)) : Optional.empty();
    }

    /** Takes the cookie from the browser. */
    static ResponseCookie gone(String contextPath, boolean isSecure) {
        return cookie("", Duration.ZERO, contextPath, isSecure);
    }

    /** The address that a cookie's value keeps; empty if nobody may be sent there. */
    static Optional<String> address(String value) {
        try {
            return WayBack.checked(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static ResponseCookie cookie(String value, Duration life, String contextPath, boolean isSecure) {
        return ResponseCookie.from(NAME, value)
                .path(contextPath.isEmpty() ? "/" : contextPath)
                .maxAge(life)
                .httpOnly(true)
                .secure(isSecure)
                .sameSite("Lax")
                .build();
    }
}
