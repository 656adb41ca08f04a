package io.symbolon.http;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where tokens travel between one kind of client and this application. Implementations are thread-safe.
 *
 * <p>{@link #bearer()} suits mobile clients and services, {@link #cookie()} browsers. {@link #splitCookie()} is for
 * browsers whose scripts read the claims. An application may offer several at once: see {@link TokenTransports}.
 */
public interface TokenTransport {
    /**
     * The access tokens that the request carries. There may be several where another application of the host or an
     * earlier release has set a cookie of the same name; which one counts is decided after they were verified.
     *
     * @param request the request
     * @param mount where the application is
     * @return different texts, not verified; empty if there are none
     * @throws RefusedRequestException if there are several, and none of them can be told to be ours
     */
    List<String> accessTokens(HttpRequest request, Mount mount);

    /**
     * The refresh tokens that the request carries. May read the request's body.
     *
     * @param request the request
     * @param mount where the application is
     * @return different texts, not verified; empty if there are none
     * @throws RefusedRequestException if the body is too large or malformed
     * @throws IOException if the body cannot be read
     */
    List<String> refreshTokens(HttpRequest request, Mount mount) throws IOException;

    /**
     * Hands tokens to the client, with {@code Cache-Control: no-store}. A transport that uses cookies has headers only,
     * which an application adds to its own answer; bearer has a body.
     *
     * @param issued the tokens of a sign-in or a refresh
     * @param now by this node's clock
     * @param request what is answered
     * @param mount where the application is
     * @return the answer, or what is to be added to one
     * @throws IllegalArgumentException if the tokens do not fit
     */
    HttpAnswer handOut(IssuedTokens issued, Instant now, HttpRequest request, Mount mount);

    /**
     * The longest access token that fits: to be asked before tokens are made.
     *
     * @param mount where the application is
     * @return in characters; empty if the transport has no limit
     */
    OptionalInt maximumAccessTokenLength(Mount mount);

    /**
     * Tells the client to forget its tokens, as far as the transport can.
     *
     * @param answer what is answered
     * @param request the request
     * @param mount where the application is
     * @return the answer with what clears the tokens
     */
    HttpAnswer clear(HttpAnswer answer, HttpRequest request, Mount mount);

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
     * @throws IllegalArgumentException if the settings are not for split cookies
     */
    static TokenTransport splitCookie(CookieSettings settings) {
        return new SplitCookieTransport(settings);
    }
}
