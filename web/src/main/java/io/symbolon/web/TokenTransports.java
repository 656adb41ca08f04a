package io.symbolon.web;

import io.symbolon.AccessToken;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All transports that an application offers, and which origins may use those with cookies. Immutable.
 *
 * <p>A request that carries an explicit token, such as a bearer token, is judged by that alone, and its cookies do not
 * count. An unsafe request that relies on cookies has to come from the application's own pages or an allowed origin.
 */
public final class TokenTransports {
    private final io.symbolon.http.TokenTransports transports;

    TokenTransports(io.symbolon.http.TokenTransports transports) {
        this.transports = transports;
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
        return new TokenTransports(io.symbolon.http.TokenTransports.of(
                first.transport(),
                Stream.of(others).map(TokenTransport::transport).toArray(io.symbolon.http.TokenTransport[]::new)));
    }

    /**
     * These transports, for pages of other origins too. Such pages also need CORS, which is the application's to set up.
     *
     * @param origins such as {@code https://app.example.com}: lower case, no path, no default port
     * @return new transports
     * @throws IllegalArgumentException if a text is not an origin
     */
    public TokenTransports withAllowedOrigins(String... origins) {
        return new TokenTransports(transports.withAllowedOrigins(origins));
    }

    /**
     * These transports, of an application whose address browsers know by another name, port or path than the server:
     * names and paths of cookies, and the application's own origin, follow from it.
     *
     * @param base such as {@code https://app.example.com/shop}
     * @return new transports
     * @throws IllegalArgumentException if the text is not an address of the web
     */
    public TokenTransports withExternalBase(URI base) {
        return new TokenTransports(transports.withExternalBase(base));
    }

    /**
     * The transport that a sign-in uses if it names no other.
     *
     * @return the first
     */
    public TokenTransport first() {
        return new TokenTransport(transports.first());
    }

    /**
     * The access token of a request, wherever it travels. Where an {@link AccessTokenFilter} has chosen or renewed it
     * before, that one.
     *
     * @param request the request
     * @return the token's text, to be verified, or empty if there is none
     * @throws RefusedRequestException if there are several, or if the request is unsafe, relies on cookies, and comes from
     *     elsewhere
     */
    public Optional<String> accessToken(HttpServletRequest request) {
        if (request.getAttribute(AccessTokenFilter.TEXT_ATTRIBUTE) instanceof String verified) {
            return Optional.of(verified);
        }
        try {
            return transports.accessToken(new ServletHttpRequest(request));
        } catch (io.symbolon.http.RefusedRequestException refusal) {
            throw RefusedRequestException.of(refusal);
        }
    }

    /**
     * The access token of a request, wherever it travels, unless it may not travel there: one of a session that a browser has
     * bound (Device Bound Session Credentials) is good in its cookie only. Where an {@link AccessTokenFilter} has chosen or
     * renewed it before, that one.
     *
     * @param request the request
     * @param verification {@code manager::verify} or {@code verifier::verify}; what it refuses is left to the caller
     * @return the token's text, still to be verified, or empty if there is none
     * @throws RefusedRequestException as {@link #accessToken(HttpServletRequest)} throws it, and if the token came elsewhere
     */
    public Optional<String> accessToken(HttpServletRequest request, Function<String, AccessToken> verification) {
        if (request.getAttribute(AccessTokenFilter.TEXT_ATTRIBUTE) instanceof String verified) {
            return Optional.of(verified);
        }
        try {
            return transports.accessToken(new ServletHttpRequest(request), verification);
        } catch (io.symbolon.http.RefusedRequestException refusal) {
            throw RefusedRequestException.of(refusal);
        }
    }

    io.symbolon.http.TokenTransports transports() {
        return transports;
    }
}
