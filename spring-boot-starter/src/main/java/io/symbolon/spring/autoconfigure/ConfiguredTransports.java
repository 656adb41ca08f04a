package io.symbolon.spring.autoconfigure;

import io.symbolon.http.CookieSettings;
import io.symbolon.http.SameSite;
import io.symbolon.http.TokenTransport;
import io.symbolon.http.TokenTransports;
import io.symbolon.spring.autoconfigure.WebProperties.Transport;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.PropertyMapper;

/**
 * Where tokens travel.
 *
 * @param inOrder a sign-in by Spring Security is by the first
 * @param allowedOrigins whose pages may use the cookies too
 * @param externalBase what the outside sees of the application: a proof of a key names that
 */
record ConfiguredTransports(List<TokenTransport> inOrder, List<String> allowedOrigins, Optional<URI> externalBase) {
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
        ConfiguredTransports configured =
                new ConfiguredTransports(transports, web.allowedOrigins(), Optional.ofNullable(web.externalBase()));
        TokenTransports all = SymbolonConfigurationException.of(
                "symbolon.web.cookie", () -> TokenTransports.of(first(transports), others(transports)));
        SymbolonConfigurationException.of(
                "symbolon.web.allowed-origins", () -> all.withAllowedOrigins(configured.origins()));
        SymbolonConfigurationException.of("symbolon.web.external-base", configured::all);
        return configured;
    }

    /** As an application takes them that is not one of servlets. */
    TokenTransports all() {
        TokenTransports here =
                TokenTransports.of(first(inOrder), others(inOrder)).withAllowedOrigins(origins());
        return externalBase.map(here::withExternalBase).orElse(here);
    }

    /** As a servlet application takes them. */
    io.symbolon.web.TokenTransports ofServlets() {
        io.symbolon.web.TokenTransport[] transports = inOrder.stream()
                .map(io.symbolon.web.TokenTransport::new)
                .toArray(io.symbolon.web.TokenTransport[]::new);
        io.symbolon.web.TokenTransports here = io.symbolon.web.TokenTransports.of(
                        transports[0], Arrays.copyOfRange(transports, 1, transports.length))
                .withAllowedOrigins(origins());
        return externalBase.map(here::withExternalBase).orElse(here);
    }

    private String[] origins() {
        return allowedOrigins.toArray(String[]::new);
    }

    private static TokenTransport first(List<TokenTransport> transports) {
        return transports.get(0);
    }

    private static TokenTransport[] others(List<TokenTransport> transports) {
        return transports.stream().skip(1).toArray(TokenTransport[]::new);
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
        builder.sameSite(SameSite.valueOf(cookie.sameSite().name()))
                .secure(cookie.secure())
                .persistent(cookie.persistent());
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
