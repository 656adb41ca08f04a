package io.symbolon.web;

import java.util.Objects;

/**
 * Where tokens travel between one kind of client and this application.
 *
 * <p>{@link #bearer()} suits mobile clients and services, {@link #cookie()} browsers. {@link #splitCookie()} is for
 * browsers whose scripts read the claims. An application may offer several at once: see {@link TokenTransports}.
 *
 * @param transport what moves the tokens, such as one of the application's own
 */
public record TokenTransport(io.symbolon.http.TokenTransport transport) {
    /**
     * Creates a transport.
     *
     * @throws NullPointerException if it is null
     */
    public TokenTransport {
        Objects.requireNonNull(transport, "transport");
    }

    /**
     * The access token in the header {@code Authorization: Bearer} (RFC 6750 section 2.1), the refresh token in a JSON
     * body. Tokens are handed out in a JSON body with the names of RFC 6749 section 5.1.
     *
     * @return the transport
     */
    public static TokenTransport bearer() {
        return new TokenTransport(io.symbolon.http.TokenTransport.bearer());
    }

    /**
     * Both tokens in HttpOnly cookies with the settings of {@link CookieSettings#forCookie()}.
     *
     * @return the transport
     */
    public static TokenTransport cookie() {
        return new TokenTransport(io.symbolon.http.TokenTransport.cookie());
    }

    /**
     * Both tokens in HttpOnly cookies.
     *
     * @param settings the cookies' names and attributes
     * @return the transport
     */
    public static TokenTransport cookie(CookieSettings settings) {
        return new TokenTransport(io.symbolon.http.TokenTransport.cookie(settings.settings()));
    }

    /**
     * The access token in two cookies, with the settings of {@link CookieSettings#forSplitCookie()}: header and payload
     * readable by scripts, the signature HttpOnly. The refresh token in a third one, HttpOnly.
     *
     * @return the transport
     */
    public static TokenTransport splitCookie() {
        return new TokenTransport(io.symbolon.http.TokenTransport.splitCookie());
    }

    /**
     * The access token in two cookies: header and payload readable by scripts, the signature HttpOnly. The refresh token
     * in a third one, HttpOnly.
     *
     * @param settings the cookies' names and attributes
     * @return the transport
     * @throws IllegalArgumentException if the settings are not for split cookies
     */
    public static TokenTransport splitCookie(CookieSettings settings) {
        return new TokenTransport(io.symbolon.http.TokenTransport.splitCookie(settings.settings()));
    }

    /**
     * Whether browsers send these tokens by themselves, also with requests that another site has started. Such requests
     * are checked before a token of theirs counts.
     *
     * @return true for cookies
     */
    public boolean isAmbient() {
        return transport.isAmbient();
    }
}
