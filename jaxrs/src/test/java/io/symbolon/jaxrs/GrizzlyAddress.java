package io.symbolon.jaxrs;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Objects;
import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;

/** Finds the client's address in the server's own request. */
@PreMatching
@Priority(0)
final class GrizzlyAddress implements ContainerRequestFilter {
    private static final String PROPERTY = "client.address";

    @Inject
    private @Nullable Provider<Request> requests;

    static String of(ContainerRequestContext context) {
        return String.valueOf(context.getProperty(PROPERTY));
    }

    @Override
    public void filter(ContainerRequestContext context) {
        context.setProperty(PROPERTY, Objects.requireNonNull(requests).get().getRemoteAddr());
    }
}
