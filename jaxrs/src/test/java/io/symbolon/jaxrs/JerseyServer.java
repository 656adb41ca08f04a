package io.symbolon.jaxrs;

import io.symbolon.http.contract.Call;
import io.symbolon.http.contract.ContractApplication;
import io.symbolon.http.contract.ContractApplication.Handler;
import io.symbolon.http.contract.ContractServer;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.process.Inflector;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.model.Resource;

/** The contract's application in Jersey. Filters stand before resources, as Jersey has matched them. */
final class JerseyServer implements ContractServer {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");

    /** Grizzly's own answer to a path that is no URI, before Jersey sees it. */
    @Override
    public int worstStatusOfAPath() {
        return 500;
    }

    @Override
    public Running start(ContractApplication application) {
        RestSessions sessions = RestSessions.of(application.sessions()).withRemoteAddress(GrizzlyAddress::of);
        ResourceConfig config = new ResourceConfig()
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .register(sessions)
                .register(new GrizzlyAddress());
        config.register(new Filters(application.filters()));
        application
                .handlers()
                .forEach((pattern, handler) -> config.registerResources(resource(pattern, handler, sessions)));
        URI base = URI.create("http://127.0.0.1:0" + application.contextPath() + "/");
        return running(GrizzlyHttpServerFactory.createHttpServer(base, config));
    }

    private static Resource resource(String pattern, Handler handler, RestSessions sessions) {
        Resource.Builder resource = Resource.builder(template(pattern));
        METHODS.forEach(method -> resource.addMethod(method).handledBy(new Handling(handler, sessions)));
        return resource.build();
    }

    private static String template(String pattern) {
        return pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 1) + "{rest: .*}" : pattern;
    }

    private static Running running(HttpServer server) {
        return new Running() {
            @Override
            public int port() {
                return server.getListeners().iterator().next().getPort();
            }

            @Override
            public void close() {
                server.shutdownNow();
            }
        };
    }

    /** A handler as a resource. It learns of the caller by the security context. */
    private record Handling(Handler handler, RestSessions sessions)
            implements Inflector<ContainerRequestContext, Response> {
        @Override
        public Response apply(ContainerRequestContext request) {
            try {
                return RestSessions.response(handler.handle(new Call(
                                sessions.request(request),
                                AccessTokenFilter.accessToken(request.getSecurityContext()),
                                AccessTokenFilter.refusal(request))))
                        .build();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** Filters before the resources of some patterns. Of one class Jersey takes one instance only. */
    private static final class Filters implements ContainerRequestFilter, ContainerResponseFilter {
        private final List<ContractApplication.Filtered> filters;

        Filters(List<ContractApplication.Filtered> filters) {
            this.filters = filters;
        }

        @Override
        public void filter(ContainerRequestContext request) {
            String matched = ((ExtendedUriInfo) request.getUriInfo())
                    .getMatchedModelResource()
                    .getPath();
            filters.stream()
                    .filter(filtered -> filtered.patterns().stream().anyMatch(pattern -> covers(pattern, matched)))
                    .forEach(filtered -> AccessTokenFilter.of(filtered.check()).filter(request));
        }

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            filters.forEach(filtered -> AccessTokenFilter.of(filtered.check()).filter(request, response));
        }

        private static boolean covers(String pattern, String matched) {
            return pattern.endsWith("/*")
                    ? (matched + "/").startsWith(pattern.substring(0, pattern.length() - 1))
                    : matched.equals(pattern);
        }
    }
}
