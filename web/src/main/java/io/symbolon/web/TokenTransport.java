package io.symbolon.web;

import io.symbolon.SessionTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Where tokens travel between one kind of client and this application. Implementations are safe for use by many threads.
 *
 * <p>{@link #bearer()} suits mobile clients and services, {@link #cookie()} browsers. {@link #splitCookie()} is for
 * browsers whose scripts read the claims. An application may offer several at once: see {@link TokenTransports}.
 */
public interface TokenTransport {
    /**
     * The access token that the request carries.
     *
     * @param request the request
     * @return the token's text, not verified, or empty if there is none
     * @throws RefusedRequestException if there are several
     */
    Optional<String> accessToken(HttpServletRequest request);

    /**
     * The refresh token that the request carries. May read the request's body.
     *
     * @param request the request
     * @return the token's text, not verified, or empty if there is none
     * @throws RefusedRequestException if there are several, or the body is too large or malformed
     * @throws IOException if the body cannot be read
     */
    Optional<String> refreshToken(HttpServletRequest request) throws IOException;

    /**
     * Hands tokens to the client, with {@code Cache-Control: no-store}. A transport that uses cookies adds headers only
     * and leaves status and body to the caller; bearer writes the body.
     *
     * @param tokens the tokens of a sign-in or a refresh
     * @param now by this node's clock
     * @param response not committed yet
     * @throws IllegalArgumentException if the tokens do not fit; then nothing was written
     * @throws IOException if the body cannot be written
     */
    void write(SessionTokens tokens, Instant now, HttpServletResponse response) throws IOException;

    /**
     * Tells the client to forget its tokens, as far as the transport can.
     *
     * @param response not committed yet
     */
    void clear(HttpServletResponse response);

    /**
     * Whether browsers send these tokens by themselves, also with requests that another site has started. Such requests
     * are checked before a token of theirs counts.
     *
     * @return true for cookies
     */
    boolean isAmbient();

    /**
     * The access token in the header {@code Authorization: Bearer} (RFC 6750 section 2.1), the refresh token in a JSON
     * body. Tokens are handed out in a JSON body with the names of RFC 6749 section 5.1.
     *
     * @return the transport
     */
    static TokenTransport bearer() {
        return BearerTransport.INSTANCE;
    }

    /**
     * Both tokens in HttpOnly cookies with the settings of {@link CookieSettings#forCookie()}.
     *
     * @return the transport
     */
    static TokenTransport cookie() {
        return cookie(CookieSettings.forCookie().build());
    }

    /**
     * Both tokens in HttpOnly cookies.
     *
     * @param settings the cookies' names and attributes
     * @return the transport
     */
    static TokenTransport cookie(CookieSettings settings) {
        return new CookieTransport(settings);
    }

    /**
     * The access token in two cookies, with the settings of {@link CookieSettings#forSplitCookie()}: header and payload
     * readable by scripts, the signature HttpOnly. The refresh token in a third one, HttpOnly.
     *
     * @return the transport
     */
    static TokenTransport splitCookie() {
        return splitCookie(CookieSettings.forSplitCookie().build());
    }

    /**
     * The access token in two cookies: header and payload readable by scripts, the signature HttpOnly. The refresh token
     * in a third one, HttpOnly.
     *
     * @param settings the cookies' names and attributes
     * @return the transport
     */
    static TokenTransport splitCookie(CookieSettings settings) {
        return new SplitCookieTransport(settings);
    }
}
