package io.symbolon.http;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the endpoints for other services are, within the application's context. One that is off has no path. Immutable: each
 * {@code with…} method returns new paths.
 *
 * @param revocations {@code GET}: the revocation feed
 * @param revoke {@code POST}: token revocation (RFC 7009)
 * @param introspect {@code POST}: token introspection (RFC 7662)
 */
public record ServicePaths(Optional<String> revocations, Optional<String> revoke, Optional<String> introspect) {
    private static final ServicePaths NONE = new ServicePaths(Optional.empty(), Optional.empty(), Optional.empty());

    /** Checks for null only; {@link EndpointPaths} checks the paths. */
    public ServicePaths {
        Objects.requireNonNull(revocations, "revocations");
        Objects.requireNonNull(revoke, "revoke");
        Objects.requireNonNull(introspect, "introspect");
    }

    /**
     * All of them off. An endpoint that is turned on and was given no path is at {@code /session/revocations},
     * {@code /session/revoke} or {@code /session/introspect}.
     *
     * @return no paths
     */
    public static ServicePaths none() {
        return NONE;
    }

    /**
     * With another path of the revocation feed.
     *
     * @param path the feed
     * @return new paths
     */
    public ServicePaths withRevocations(String path) {
        return new ServicePaths(Optional.of(path), revoke, introspect);
    }

    /**
     * With another path of token revocation.
     *
     * @param path the endpoint
     * @return new paths
     */
    public ServicePaths withRevoke(String path) {
        return new ServicePaths(revocations, Optional.of(path), introspect);
    }

    /**
     * With another path of token introspection.
     *
     * @param path the endpoint
     * @return new paths
     */
    public ServicePaths withIntrospect(String path) {
        return new ServicePaths(revocations, revoke, Optional.of(path));
    }

    /**
     * Those that are there.
     *
     * @return the paths
     */
    public List<String> all() {
        return Stream.of(revocations, revoke, introspect)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Of the endpoints that are on. */
    ServicePaths of(boolean isFeedOn, boolean isRevokeOn, boolean isIntrospectOn) {
        return new ServicePaths(
                on(isFeedOn, revocations, "/session/revocations"),
                on(isRevokeOn, revoke, "/session/revoke"),
                on(isIntrospectOn, introspect, "/session/introspect"));
    }

    private static Optional<String> on(boolean isOn, Optional<String> path, String otherwise) {
        return isOn ? Optional.of(path.orElse(otherwise)) : Optional.empty();
    }
}
