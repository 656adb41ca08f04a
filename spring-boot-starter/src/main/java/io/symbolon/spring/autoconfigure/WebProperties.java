package io.symbolon.spring.autoconfigure;

import io.symbolon.web.CookieSettings.SameSite;
import io.symbolon.web.RequestContext.ForwardingHeader;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where tokens travel, and the endpoints.
 *
 * @param endpoints Whether the endpoints for refresh, sign-out, a user's sessions and the public keys are there.
 * @param transports Where tokens travel; the first is used by sign-ins.
 * @param allowedOrigins Origins besides the application's own whose pages may use the cookies, such as
 *     "https://app.example.com".
 * @param trustedProxies Addresses or CIDR ranges of the proxies whose forwarding header counts.
 * @param forwardingHeader Which header the trusted proxies write.
 * @param externalBase The application's address as browsers see it, where a proxy changes host, port, scheme or path, such
 *     as "https://app.example.com/shop".
 * @param signInPage Where people sign in, within the application. If it is not set, the page of Spring Security's form
 *     login.
 * @param filter Whether a servlet filter verifies access tokens: for applications without Spring Security.
 * @param filterPaths For which URL patterns the filter is.
 * @param openPaths Where no access token is looked for, such as the sign-in: exact paths, or ended by "/*" for all below.
 *     By both the filter and Spring Security.
 * @param bindSessions Whether browsers and programs may bind their sessions to a key of theirs, so that stolen tokens cannot
 *     be refreshed: Device Bound Session Credentials, and DPoP (RFC 9449).
 * @param cookie The cookies, where tokens travel in them.
 * @param path Where the endpoints are.
 */
record WebProperties(
        @DefaultValue("true") boolean endpoints,
        @DefaultValue("bearer") List<Transport> transports,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("x-forwarded-for") ForwardingHeader forwardingHeader,
        @Nullable URI externalBase,
        @Nullable String signInPage,
        @DefaultValue("none") Filter filter,
        @DefaultValue("/*") List<String> filterPaths,
        @DefaultValue({"/login", "/error"}) List<String> openPaths,
        @DefaultValue("false") boolean bindSessions,
        @DefaultValue Cookie cookie,
        @DefaultValue Path path) {

    /** Where tokens travel. */
    enum Transport {
        BEARER,
        COOKIE,
        SPLIT_COOKIE
    }

    /** Whether a filter verifies access tokens. */
    enum Filter {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    /**
     * The cookies.
     *
     * @param secure Whether they travel over https only. False is for development on another host than localhost.
     * @param sameSite When they go with requests that another site has started.
     * @param persistent Whether they live until the session's end. Else the browser forgets them when it closes.
     * @param application A name that becomes part of the cookies' names, for applications on the same host and path. If it
     *     is not set, the context path.
     * @param accessTokenName The name of the cookie with the access token, or with its header and payload.
     * @param signatureName The name of the cookie with the access token's signature, where cookies are split.
     * @param refreshTokenName The name of the cookie with the refresh token.
     * @param domain The domain to all hosts of which they are sent. Only to the one that set them, if it is not set.
     * @param refreshTokenPath Below which path the refresh token is sent, context path included. If it is not set: with
     *     Spring Security or a sign-in page, where sign-ins use cookies, the application's root, so that people who navigate
     *     stay signed in; else the path that refresh and sign-out have in common, such as "/session".
     * @param formerPaths Paths that earlier releases gave to these cookies, which are cleared there.
     * @param rememberDevices Whether one more cookie remembers who has signed in from a browser, so that
     *     SessionCreatedEvent says whether a device is new.
     */
    record Cookie(
            @DefaultValue("true") boolean secure,
            @DefaultValue("lax") SameSite sameSite,
            @DefaultValue("true") boolean persistent,
            @Nullable String application,
            @Nullable String accessTokenName,
            @Nullable String signatureName,
            @Nullable String refreshTokenName,
            @Nullable String domain,
            @Nullable String refreshTokenPath,
            @DefaultValue List<String> formerPaths,
            @DefaultValue("false") boolean rememberDevices) {}

    /**
     * Where the endpoints are, within the application's context.
     *
     * @param refresh POST: exchanges the refresh token.
     * @param signOut POST: ends the session.
     * @param sessions GET: lists the user's sessions; below it, one is ended, or the others, or all.
     * @param jwks GET: the public keys.
     * @param bind POST: binds the session to a key of its client's, if that is on.
     * @param revocations GET: the revocation feed, if it is on.
     * @param revoke POST: token revocation (RFC 7009), if it is on.
     * @param introspect POST: token introspection (RFC 7662), if it is on.
     */
    record Path(
            @DefaultValue("/session/refresh") String refresh,
            @DefaultValue("/session/sign-out") String signOut,
            @DefaultValue("/sessions") String sessions,
            @DefaultValue("/.well-known/jwks.json") String jwks,
            @DefaultValue("/session/bind") String bind,
            @DefaultValue("/session/revocations") String revocations,
            @DefaultValue("/session/revoke") String revoke,
            @DefaultValue("/session/introspect") String introspect) {}
}
