package io.symbolon.web;

import io.symbolon.SessionTokens;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads and writes single cookies, whatever they hold. */
final class TokenCookies {
    /** What every browser keeps, counted as RFC 6265 section 6.1 does: name, value and attributes. */
    static final int MAXIMUM_BYTES = 4096;

    private TokenCookies() {}

    /**
     * A cookie's value. Two different values of one name may mean that a neighbour host has set one of them: which one
     * is ours cannot be told, so neither counts.
     */
    static Optional<String> read(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        Optional<String> value = Optional.empty();
        if (cookies == null) {
            return value;
        }
        for (Cookie cookie : cookies) {
            if (!cookie.getName().equals(name) || cookie.getValue().isEmpty()) {
                continue;
            }
            if (value.isPresent() && !value.get().equals(cookie.getValue())) {
                throw new RefusedRequestException(RefusedRequestException.Code.AMBIGUOUS_TOKEN);
            }
            value = Optional.of(cookie.getValue());
        }
        return value;
    }

    /** Until the session's end, but at least a second: zero would delete the cookie. */
    static long maxAge(SessionTokens tokens, Instant now) {
        return Math.max(1, Duration.between(now, tokens.refreshTokenExpiresAt()).toSeconds());
    }

    static String requireKept(String cookieName, String setCookie, SessionTokens tokens) {
        int size = setCookie.getBytes(StandardCharsets.UTF_8).length;
        if (size > MAXIMUM_BYTES) {
            throw new IllegalArgumentException("Cookie " + cookieName + " would have " + size
                    + " bytes and browsers keep " + MAXIMUM_BYTES + ": the access token's claims take "
                    + claimsSize(tokens.accessToken()) + " bytes. Keep fewer or shorter claims in it.");
        }
        return setCookie;
    }

    private static int claimsSize(String accessToken) {
        int start = accessToken.indexOf('.') + 1;
        int encoded = accessToken.lastIndexOf('.') - start;
        return encoded * 3 / 4;
    }
}
