package io.symbolon.http;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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
    /** Below it are the scripts that this module brings. */
    static final String SCRIPTS = "/symbolon";

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    private static final EndpointPaths DEFAULTS = new EndpointPaths(
            "/session/refresh",
            "/session/sign-out",
            "/session/end",
            "/sessions",
            "/sessions/revoke-others",
            "/sessions/revoke-all",
            "/.well-known/jwks.json",
            "/session/bind",
            ServicePaths.none());

    /**
     * Creates the paths.
     *
     * @throws IllegalArgumentException if a path is malformed or two are the same
     */
    public EndpointPaths {
        List<String> own = List.of(refresh, signOut, end, sessions, revokeOthers, revokeAll, jwks, bind);
        Set<String> seen = new HashSet<>();
        for (String path : Stream.concat(own.stream(), services.all().stream()).toList()) {
            if (!PATH.matcher(path).matches()
                    || path.contains("/./")
                    || path.contains("/../")
                    || path.endsWith("/..")) {
                throw new IllegalArgumentException(
                        "path " + path
                                + ": it has to begin with a slash, not end with one, and have letters, digits and ._~- between");
            }
            if (!seen.add(path)) {
                throw new IllegalArgumentException("path " + path + " stands for two endpoints: each needs its own");
            }
        }
    }

    /**
     * {@code /session/refresh}, {@code /session/sign-out}, {@code /session/end}, {@code /sessions},
     * {@code /sessions/revoke-others}, {@code /sessions/revoke-all}, {@code /.well-known/jwks.json},
     * {@code /session/bind}.
     *
     * @return the paths
     */
    public static EndpointPaths defaults() {
        return DEFAULTS;
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
        return new EndpointPaths(refresh, signOut, end, sessions, revokeOthers, revokeAll, jwks, bind, services);
    }

    /**
     * Another path of the page that ends the session of an ending token.
     *
     * @param end the page
     * @return new paths
     */
    public EndpointPaths withEnd(String end) {
        return new EndpointPaths(refresh, signOut, end, sessions, revokeOthers, revokeAll, jwks, bind, services);
    }

    /**
     * Another path of the caller's sessions; revoke-others and revoke-all go below it.
     *
     * @param sessions the list
     * @return new paths
     */
    public EndpointPaths withSessions(String sessions) {
        return new EndpointPaths(
                refresh,
                signOut,
                end,
                sessions,
                sessions + "/revoke-others",
                sessions + "/revoke-all",
                jwks,
                bind,
                services);
    }

    /**
     * Another path of the public keys.
     *
     * @param jwks the JWK set
     * @return new paths
     */
    public EndpointPaths withJwks(String jwks) {
        return new EndpointPaths(refresh, signOut, end, sessions, revokeOthers, revokeAll, jwks, bind, services);
    }

    /**
     * Another path of the endpoint that binds a session. The refresh token's cookie need not reach it.
     *
     * @param bind the endpoint
     * @return new paths
     */
    public EndpointPaths withBind(String bind) {
        return new EndpointPaths(refresh, signOut, end, sessions, revokeOthers, revokeAll, jwks, bind, services);
    }

    /**
     * Other paths of the endpoints for services. A path alone turns none of them on.
     *
     * @param services where they are
     * @return new paths
     */
    public EndpointPaths withServices(ServicePaths services) {
        return new EndpointPaths(refresh, signOut, end, sessions, revokeOthers, revokeAll, jwks, bind, services);
    }

    /**
     * Where a filter looks for no access token: the endpoints, which verify for themselves, and the scripts for browsers.
     *
     * @return exact paths, or ended by {@code /*} for all below
     */
    public List<String> open() {
        return Stream.concat(
                        Stream.of(
                                refresh,
                                signOut,
                                end,
                                sessions,
                                sessions + "/*",
                                revokeOthers,
                                revokeAll,
                                jwks,
                                bind,
                                SCRIPTS + "/*"),
                        services.all().stream())
                .toList();
    }

    /** The longest path that covers both refresh and sign-out; empty if they have none in common. */
    String tokenPath() {
        String[] one = refresh.split("/", -1);
        String[] other = signOut.split("/", -1);
        StringBuilder common = new StringBuilder();
        for (int i = 1; i < Math.min(one.length, other.length) - 1 && one[i].equals(other[i]); i++) {
            common.append('/').append(one[i]);
        }
        return common.toString();
    }
}
