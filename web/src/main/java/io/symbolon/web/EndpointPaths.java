package io.symbolon.web;

import io.symbolon.http.ServicePaths;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the endpoints are, within the application's context. Immutable: each {@code with…} method returns new paths.
 *
 * @param refresh {@code POST}: exchanges the refresh token
 * @param signOut {@code POST}: ends the session of the refresh token, else of the access token
 * @param end {@code GET}: asks whether to end the session of an ending token; {@code POST}: ends it
 * @param sessions {@code GET}: lists the caller's sessions; of a path below it, named by an id, {@code DELETE} ends one
 *     and {@code PATCH} names it
 * @param revokeOthers {@code POST}: ends all of the caller's sessions but this one
 * @param revokeAll {@code POST}: ends all of the caller's sessions
 * @param jwks {@code GET}: the public keys (RFC 7517)
 * @param bind {@code POST}: binds the session to a key of its client's
 * @param services of the endpoints for other services, which are off by default
 */
public record EndpointPaths(
        String refresh,
        String signOut,
        String end,
        String sessions,
        String revokeOthers,
        String revokeAll,
        String jwks,
        String bind,
        ServicePaths services) {
    /**
     * Creates the paths.
     *
     * @throws IllegalArgumentException if a path is malformed or two are the same
     */
    public EndpointPaths {
        checked(refresh, signOut, end, sessions, revokeOthers, revokeAll, jwks, bind, services);
    }

    /**
     * {@code /session/refresh}, {@code /session/sign-out}, {@code /session/end}, {@code /sessions},
     * {@code /sessions/revoke-others}, {@code /sessions/revoke-all}, {@code /.well-known/jwks.json},
     * {@code /session/bind}.
     *
     * @return the paths
     */
    public static EndpointPaths defaults() {
        return of(io.symbolon.http.EndpointPaths.defaults());
    }

    /**
     * Other paths of refresh and sign-out. The refresh token's cookie goes to the path that both have in common, unless
     * its settings name another one.
     *
     * @param refresh the refresh endpoint
     * @param signOut the sign-out endpoint
     * @return new paths
     */
    public EndpointPaths withTokenPaths(String refresh, String signOut) {
        return of(paths().withTokenPaths(refresh, signOut));
    }

    /**
     * Another path of the page that ends the session of an ending token.
     *
     * @param end the page
     * @return new paths
     */
    public EndpointPaths withEnd(String end) {
        return of(paths().withEnd(end));
    }

    /**
     * Another path of the caller's sessions; revoke-others and revoke-all go below it.
     *
     * @param sessions the list
     * @return new paths
     */
    public EndpointPaths withSessions(String sessions) {
        return of(paths().withSessions(sessions));
    }

    /**
     * Another path of the public keys.
     *
     * @param jwks the JWK set
     * @return new paths
     */
    public EndpointPaths withJwks(String jwks) {
        return of(paths().withJwks(jwks));
    }

    /**
     * Another path of the endpoint that binds a session.
     *
     * @param bind the endpoint
     * @return new paths
     */
    public EndpointPaths withBind(String bind) {
        return of(paths().withBind(bind));
    }

    /**
     * Other paths of the endpoints for services. A path alone turns none of them on.
     *
     * @param services where they are
     * @return new paths
     */
    public EndpointPaths withServices(ServicePaths services) {
        return of(paths().withServices(services));
    }

    /**
     * What the servlet has to be mapped to.
     *
     * @return URL patterns (Jakarta Servlet section 12.2)
     */
    public String[] mappings() {
        return Stream.concat(
                        Stream.of(refresh, signOut, end, sessions + "/*", revokeOthers, revokeAll, jwks, bind),
                        services.all().stream())
                .toArray(String[]::new);
    }

    /**
     * Where a filter looks for no access token: the endpoints, which verify for themselves, and the scripts for browsers.
     *
     * @return exact paths, or ended by {@code /*} for all below
     */
    public List<String> open() {
        return paths().open();
    }

    io.symbolon.http.EndpointPaths paths() {
        return checked(refresh, signOut, end, sessions, revokeOthers, revokeAll, jwks, bind, services);
    }

    static EndpointPaths of(io.symbolon.http.EndpointPaths paths) {
        return new EndpointPaths(
                paths.refresh(),
                paths.signOut(),
                paths.end(),
                paths.sessions(),
                paths.revokeOthers(),
                paths.revokeAll(),
                paths.jwks(),
                paths.bind(),
                paths.services());
    }

    private static io.symbolon.http.EndpointPaths checked(
            String refresh,
            String signOut,
            String end,
            String sessions,
            String revokeOthers,
            String revokeAll,
            String jwks,
            String bind,
            ServicePaths services) {
        return new io.symbolon.http.EndpointPaths(
                refresh, signOut, end, sessions, revokeOthers, revokeAll, jwks, bind, services);
    }
}
