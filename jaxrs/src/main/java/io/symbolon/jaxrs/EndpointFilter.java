package io.symbolon.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.IOException;

/** Answers requests to the endpoints, before resources are looked for. */
@PreMatching
final class EndpointFilter implements ContainerRequestFilter {
    private final RestSessions sessions;

    EndpointFilter(RestSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        RestRequest.keepMethod(request);
        if (sessions.http().isEndpoint(sessions.request(request))) {
            request.abortWith(sessions.endpoint(request));
        }
    }
}
