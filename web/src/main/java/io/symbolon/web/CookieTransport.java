package io.symbolon.web;

import io.symbolon.SessionTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Both tokens in HttpOnly cookies. */
final class CookieTransport implements TokenTransport {
    private final CookieSettings settings;

    CookieTransport(CookieSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    CookieSettings settings() {
        return settings;
    }

    @Override
    public Optional<String> accessToken(HttpServletRequest request) {
        return TokenCookies.read(request, settings.accessTokenName());
    }

    @Override
    public Optional<String> refreshToken(HttpServletRequest request) {
        return TokenCookies.read(request, settings.refreshTokenName());
    }

    @Override
    public void write(SessionTokens tokens, Instant now, HttpServletResponse response) {
        long maxAge = TokenCookies.maxAge(tokens, now);
        String access = TokenCookies.requireKept(
                settings.accessTokenName(), accessCookie(tokens.accessToken(), maxAge), tokens);
        response.setHeader("Cache-Control", "no-store");
        response.addHeader("Set-Cookie", access);
        response.addHeader("Set-Cookie", refreshCookie(tokens.refreshToken(), maxAge));
    }

    @Override
    public void clear(HttpServletResponse response) {
        response.addHeader("Set-Cookie", accessCookie("", 0));
        response.addHeader("Set-Cookie", refreshCookie("", 0));
    }

    @Override
    public boolean isAmbient() {
        return true;
    }

    private String accessCookie(String value, long maxAge) {
        return settings.setCookie(settings.accessTokenName(), value, settings.accessTokenPath(), maxAge, true);
    }

    private String refreshCookie(String value, long maxAge) {
        return settings.setCookie(settings.refreshTokenName(), value, settings.refreshTokenPath(), maxAge, true);
    }
}
