package io.symbolon.spring.autoconfigure;

import io.symbolon.web.CookieSettings;
import io.symbolon.web.TokenTransport;
import io.symbolon.web.TokenTransports;
import java.util.List;
import org.springframework.boot.context.properties.PropertyMapper;

/**
 * Where tokens travel.
 *
 * @param signIn where those of a sign-in by Spring Security do
 * @param all where they may
 */
record ConfiguredTransports(TokenTransport signIn, TokenTransports all) {
    static ConfiguredTransports of(WebProperties web, String contextPath) {
        if (web.transports().isEmpty()) {
            throw new SymbolonConfigurationException(
                    "symbolon.web.transports is empty.",
                    "Write bearer, cookie or split-cookie to symbolon.web.transports.");
        }
        if (web.transports().stream().anyMatch(transport -> transport != WebProperties.Transport.BEARER)) {
            requireReached(web, contextPath);
        }
        List<TokenTransport> transports = SymbolonConfigurationException.of(
                "symbolon.web.cookie",
                () -> web.transports().stream()
                        .distinct()
                        .map(transport -> transport(transport, web.cookie(), contextPath))
                        .toList());
        TokenTransport[] others = transports.stream().skip(1).toArray(TokenTransport[]::new);
        return new ConfiguredTransports(
                transports.get(0),
                SymbolonConfigurationException.of(
                        "symbolon.web.allowed-origins",
                        () -> TokenTransports.of(transports.get(0), others)
                                .withAllowedOrigins(web.allowedOrigins().toArray(String[]::new))));
    }

    private static void requireReached(WebProperties web, String contextPath) {
        String cookiePath = refreshTokenPath(web.cookie(), contextPath);
        String below = cookiePath.endsWith("/") ? cookiePath : cookiePath + "/";
        for (String path : List.of(web.path().refresh(), web.path().signOut())) {
            String full = contextPath + path;
            if (web.endpoints() && !full.equals(cookiePath) && !full.startsWith(below)) {
                throw new SymbolonConfigurationException(
                        "The refresh token's cookie has the path " + cookiePath + " and does not reach " + full + ".",
                        "Set symbolon.web.cookie.refresh-token-path to a path that covers both refresh and sign-out.");
            }
        }
    }

    private static TokenTransport transport(
            WebProperties.Transport transport, WebProperties.Cookie cookie, String contextPath) {
        return switch (transport) {
            case BEARER -> TokenTransport.bearer();
            case COOKIE ->
                TokenTransport.cookie(settings(CookieSettings.forCookie(), cookie, contextPath, "")
                        .build());
            case SPLIT_COOKIE ->
                TokenTransport.splitCookie(settings(CookieSettings.forSplitCookie(), cookie, contextPath, "-split")
                        .signatureName(prefix(cookie) + "access-token-signature")
                        .build());
        };
    }

    private static CookieSettings.Builder settings(
            CookieSettings.Builder builder, WebProperties.Cookie cookie, String contextPath, String suffix) {
        builder.accessTokenName(prefix(cookie) + "access-token" + (suffix.isEmpty() ? "" : "-payload"))
                .refreshTokenName((cookie.secure() ? "__Secure-" : "") + "refresh-token" + suffix)
                .refreshTokenPath(refreshTokenPath(cookie, contextPath))
                .sameSite(cookie.sameSite())
                .secure(cookie.secure());
        PropertyMapper.get().from(cookie::domain).to(builder::domain);
        return builder;
    }

    private static String refreshTokenPath(WebProperties.Cookie cookie, String contextPath) {
        String path = cookie.refreshTokenPath();
        return path == null ? contextPath + "/session" : path;
    }

    /** What a browser lets such a cookie be called (RFC 6265bis section 4.1.3). */
    private static String prefix(WebProperties.Cookie cookie) {
        if (!cookie.secure()) {
            return "";
        }
        return cookie.domain() == null ? "__Host-" : "__Secure-";
    }
}
