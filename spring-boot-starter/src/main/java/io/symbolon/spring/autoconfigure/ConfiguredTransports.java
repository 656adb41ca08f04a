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
    static ConfiguredTransports of(WebProperties web) {
        if (web.transports().isEmpty()) {
            throw new SymbolonConfigurationException(
                    "symbolon.web.transports is empty.",
                    "Write bearer, cookie or split-cookie to symbolon.web.transports.");
        }
        List<TokenTransport> transports = SymbolonConfigurationException.of(
                "symbolon.web.cookie",
                () -> web.transports().stream()
                        .distinct()
                        .map(transport -> transport(transport, web.cookie()))
                        .toList());
        TokenTransport[] others = transports.stream().skip(1).toArray(TokenTransport[]::new);
        return new ConfiguredTransports(
                transports.get(0),
                SymbolonConfigurationException.of(
                        "symbolon.web.allowed-origins",
                        () -> TokenTransports.of(transports.get(0), others)
                                .withAllowedOrigins(web.allowedOrigins().toArray(String[]::new))));
    }

    private static TokenTransport transport(WebProperties.Transport transport, WebProperties.Cookie cookie) {
        return switch (transport) {
            case BEARER -> TokenTransport.bearer();
            case COOKIE -> TokenTransport.cookie(settings(CookieSettings.forCookie(), cookie));
            case SPLIT_COOKIE -> TokenTransport.splitCookie(settings(CookieSettings.forSplitCookie(), cookie));
        };
    }

    private static CookieSettings settings(CookieSettings.Builder builder, WebProperties.Cookie cookie) {
        builder.sameSite(cookie.sameSite()).secure(cookie.secure());
        PropertyMapper set = PropertyMapper.get();
        set.from(cookie::domain).to(builder::domain);
        set.from(cookie::refreshTokenPath).to(builder::refreshTokenPath);
        return builder.build();
    }
}
