package io.symbolon.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All transports that an application offers, and which origins may use those with cookies. Immutable.
 *
 * <p>A request that carries an explicit token, such as a bearer token, is judged by that alone, and its cookies do not
 * count. An unsafe request that relies on cookies has to come from the application's own pages or an allowed origin.
 */
public final class TokenTransports {
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\[\\]:-]+");

    private final List<TokenTransport> inOrder;
    private final List<TokenTransport> explicitFirst;
    private final Set<String> allowedOrigins;
    private final CrossSiteGuard guard;

    private TokenTransports(List<TokenTransport> inOrder, Set<String> allowedOrigins) {
        this.inOrder = inOrder;
        this.explicitFirst = inOrder.stream()
                .sorted(Comparator.comparing(TokenTransport::isAmbient))
                .toList();
        this.allowedOrigins = allowedOrigins;
        this.guard = new CrossSiteGuard(allowedOrigins, settings(inOrder).anyMatch(cookies -> !cookies.isSecure()));
    }

    /**
     * One or more transports.
     *
     * @param first the one that a sign-in uses if it names no other
     * @param others what else is accepted; no two may have a cookie's name in common
     * @return the transports; only the application's own origin is allowed
     * @throws IllegalArgumentException if two have a cookie's name in common
     */
    public static TokenTransports of(TokenTransport first, TokenTransport... others) {
        List<TokenTransport> all =
                Stream.concat(Stream.of(first), Stream.of(others)).toList();
        Set<String> names = new HashSet<>();
        settings(all).flatMap(cookies -> cookies.names().stream()).forEach(name -> {
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "two transports have a cookie " + name + ": each needs its own names");
            }
        });
        return new TokenTransports(all, Set.of());
    }

    /**
     * These transports, for pages of other origins too. Such pages also need CORS, which is the application's to set up.
     *
     * @param origins such as {@code https://app.example.com}: lower case, no path, no default port
     * @return new transports
     * @throws IllegalArgumentException if a text is no origin
     */
    public TokenTransports withAllowedOrigins(String... origins) {
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("origins holds " + origin
                        + ": write scheme, host and port only, in lower case, such as https://app.example.com");
            }
        }
        return new TokenTransports(inOrder, Set.copyOf(new LinkedHashSet<>(List.of(origins))));
    }

    /**
     * The access token of a request, wherever it travels.
     *
     * @param request the request
     * @return the token's text, not verified, or empty if there is none
     * @throws RefusedRequestException if there are several, or if the request is unsafe, relies on cookies, and comes from
     *     elsewhere
     */
    public Optional<String> accessToken(HttpServletRequest request) {
        return presentedAccessToken(request).map(PresentedToken::text);
    }

    /** A token and how it came. */
    record PresentedToken(String text, TokenTransport transport) {
        @Override
        public String toString() {
            return "PresentedToken[text=<redacted>]";
        }
    }

    Optional<PresentedToken> presentedAccessToken(HttpServletRequest request) {
        for (TokenTransport transport : explicitFirst) {
            Optional<String> token = transport.accessToken(request);
            if (token.isPresent()) {
                if (transport.isAmbient() && !CrossSiteGuard.isSafe(request.getMethod())) {
                    guard.check(request);
                }
                return Optional.of(new PresentedToken(token.get(), transport));
            }
        }
        return Optional.empty();
    }

    /** The refresh token of a request that will change something. */
    Optional<PresentedToken> presentedRefreshToken(HttpServletRequest request) throws IOException {
        for (TokenTransport transport : explicitFirst) {
            Optional<String> token = transport.refreshToken(request);
            if (token.isPresent()) {
                if (transport.isAmbient()) {
                    guard.check(request);
                }
                return Optional.of(new PresentedToken(token.get(), transport));
            }
        }
        return Optional.empty();
    }

    /** Also a sign-in can be forged: it would put the victim into the attacker's account. */
    void requireOwnSignIn(HttpServletRequest request, TokenTransport transport) {
        if (transport.isAmbient()) {
            guard.check(request);
        }
    }

    List<TokenTransport> inOrder() {
        return inOrder;
    }

    Set<String> allowedOrigins() {
        return allowedOrigins;
    }

    Stream<CookieSettings> cookieSettings() {
        return settings(inOrder);
    }

    private static Stream<CookieSettings> settings(List<TokenTransport> transports) {
        return transports.stream().flatMap(transport -> {
            if (transport instanceof CookieTransport cookie) {
                return Stream.of(cookie.settings());
            }
            return transport instanceof SplitCookieTransport split ? Stream.of(split.settings()) : Stream.empty();
        });
    }
}
