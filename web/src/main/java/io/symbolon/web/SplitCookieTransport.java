package io.symbolon.web;

import io.symbolon.SessionTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Header and payload of the access token where scripts can read them, the signature and the refresh token HttpOnly. What
 * a script reads is good for display only: without the signature it is no token.
 */
final class SplitCookieTransport implements TokenTransport {
    private final CookieSettings settings;
    private final String signatureName;

    SplitCookieTransport(CookieSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.signatureName = settings.signatureName()
                .orElseThrow(() -> new IllegalArgumentException(
                        "settings name no cookie for the signature: start from CookieSettings.forSplitCookie()"));
    }

    CookieSettings settings() {
        return settings;
    }

    @Override
    public Optional<String> accessToken(HttpServletRequest request) {
        Optional<String> payload = TokenCookies.read(request, settings.accessTokenName());
        Optional<String> signature = TokenCookies.read(request, signatureName);
        return payload.flatMap(start -> signature.map(end -> start + "." + end));
    }

    @Override
    public Optional<String> refreshToken(HttpServletRequest request) {
        return TokenCookies.read(request, settings.refreshTokenName());
    }

    @Override
    public void write(SessionTokens tokens, Instant now, HttpServletResponse response) {
        long maxAge = TokenCookies.maxAge(tokens, now);
        String token = tokens.accessToken();
        int signatureStart = token.lastIndexOf('.');
        String payload = TokenCookies.requireKept(
                settings.accessTokenName(), payloadCookie(token.substring(0, signatureStart), maxAge), tokens);
        response.setHeader("Cache-Control", "no-store");
        response.addHeader("Set-Cookie", payload);
        response.addHeader("Set-Cookie", signatureCookie(token.substring(signatureStart + 1), maxAge));
        response.addHeader("Set-Cookie", refreshCookie(tokens.refreshToken(), maxAge));
    }

    @Override
    public void clear(HttpServletResponse response) {
        response.addHeader("Set-Cookie", payloadCookie("", 0));
        response.addHeader("Set-Cookie", signatureCookie("", 0));
        response.addHeader("Set-Cookie", refreshCookie("", 0));
    }

    @Override
    public boolean isAmbient() {
        return true;
    }

    private String payloadCookie(String value, long maxAge) {
        return settings.setCookie(settings.accessTokenName(), value, settings.accessTokenPath(), maxAge, false);
    }

    private String signatureCookie(String value, long maxAge) {
        return settings.setCookie(signatureName, value, settings.accessTokenPath(), maxAge, true);
    }

    private String refreshCookie(String value, long maxAge) {
        return settings.setCookie(settings.refreshTokenName(), value, settings.refreshTokenPath(), maxAge, true);
    }
}
