package io.symbolon.http;

import io.symbolon.JwtUserSessionManager;
import java.util.Optional;

/** Which endpoints for other services are on. */
record ServiceEndpoints(
        Optional<RevocationFeed> feed,
        Optional<ServiceAuthentication> revocation,
        Optional<ServiceAuthentication> introspection) {
    static final ServiceEndpoints NONE = new ServiceEndpoints(Optional.empty(), Optional.empty(), Optional.empty());

    ServiceEndpoints withFeed(RevocationFeed settings) {
        return new ServiceEndpoints(Optional.of(settings), revocation, introspection);
    }

    ServiceEndpoints withRevocation(ServiceAuthentication callers) {
        return new ServiceEndpoints(feed, Optional.of(callers), introspection);
    }

    ServiceEndpoints withIntrospection(ServiceAuthentication callers) {
        return new ServiceEndpoints(feed, revocation, Optional.of(callers));
    }

    /** The paths, with those of the endpoints that are on and no others. */
    EndpointPaths paths(EndpointPaths paths) {
        return paths.withServices(
                paths.services().of(feed.isPresent(), revocation.isPresent(), introspection.isPresent()));
    }

    void addTo(Routes routes, JwtUserSessionManager manager, ServicePaths paths) {
        feed.ifPresent(settings ->
                routes.add("GET", paths.revocations().orElseThrow(), new FeedEndpoint(manager, settings)::read));
        revocation.ifPresent(callers ->
                routes.add("POST", paths.revoke().orElseThrow(), new TokenRevocation(manager, callers)::handle));
        introspection.ifPresent(callers ->
                routes.add("POST", paths.introspect().orElseThrow(), new TokenIntrospection(manager, callers)::handle));
    }
}
