package io.symbolon.spring.autoconfigure;

import io.symbolon.spring.autoconfigure.WebProperties.Transport;
import io.symbolon.web.CookieSettings;
import io.symbolon.web.TokenTransport;
import io.symbolon.web.TokenTransports;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.PropertyMapper;

/**
 * Where tokens travel.
 *
 * @param all those of a sign-in by Spring Security by the first
 */
record ConfiguredTransports(TokenTransports all) {
    /** @param hasSpringSecurity whether form login, and so people who navigate, are to be expected */
    static ConfiguredTransports of(SymbolonProperties properties, boolean hasSpringSecurity) {
        WebProperties web = properties.web();
        if (web.transports().isEmpty()) {
            throw new SymbolonConfigurationException(
                    "symbolon.web.transports is empty.",
                    "Write bearer, cookie or split-cookie to symbolon.web.transports.");
        }
        boolean hasPages = hasSpringSecurity || web.signInPage() != null;
        boolean isForPages = hasPages && web.transports().get(0) != Transport.BEARER;
        List<TokenTransport> transports = SymbolonConfigurationException.of(
                "symbolon.web.cookie",
                () -> web.transports().stream()
                        .distinct()
                        .map(transport -> transport(transport, properties, isForPages))
                        .toList());
        TokenTransport[] others = transports.stream().skip(1).toArray(TokenTransport[]::new);
        TokenTransports all = SymbolonConfigurationException.of(
                "symbolon.web.cookie", () -> TokenTransports.of(transports.get(0), others));
        return new ConfiguredTransports(SymbolonConfigurationException.of(
                "symbolon.web.allowed-origins",
                () -> all.withAllowedOrigins(web.allowedOrigins().toArray(String[]::new))));
    }

    private static TokenTransport transport(Transport transport, SymbolonProperties properties, boolean isForPages) {
        return switch (transport) {
            case BEARER -> TokenTransport.bearer();
            case COOKIE -> TokenTransport.cookie(settings(CookieSettings.forCookie(), properties, isForPages));
            case SPLIT_COOKIE ->
                TokenTransport.splitCookie(settings(CookieSettings.forSplitCookie(), properties, isForPages));
        };
    }

    private static CookieSettings settings(
            CookieSettings.Builder builder, SymbolonProperties properties, boolean isForPages) {
        WebProperties.Cookie cookie = properties.web().cookie();
        builder.untilBrowserCloses(properties.clients().entrySet().stream()
                .filter(client -> client.getValue().untilBrowserCloses())
                .map(Map.Entry::getKey)
                .toArray(String[]::new));
        builder.sameSite(cookie.sameSite()).secure(cookie.secure()).persistent(cookie.persistent());
        builder.formerPaths(cookie.formerPaths().toArray(String[]::new));
        if (isForPages) {
            builder.refreshTokenToAllPages();
        }
        if (cookie.rememberDevices()) {
            builder.rememberDevices();
        }
        PropertyMapper set = PropertyMapper.get();
        set.from(cookie::application).to(builder::application);
        set.from(cookie::accessTokenName).to(builder::accessTokenName);
        set.from(cookie::signatureName).to(builder::signatureName);
        set.from(cookie::refreshTokenName).to(builder::refreshTokenName);
        set.from(cookie::domain).to(builder::domain);
        set.from(cookie::refreshTokenPath).to(builder::refreshTokenPath);
        return builder.build();
    }
}
