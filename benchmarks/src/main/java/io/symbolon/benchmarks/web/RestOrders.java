package io.symbolon.benchmarks.web;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.jaxrs.RestSessions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** The endpoint in Jakarta REST: Jersey on Grizzly. */
final class RestOrders {
    private static final int NEVER = -1;

    private RestOrders() {}

    static RunningServer start(ServerSetup setup) {
        Optional<JwtUserSessionManager> manager = PlainNode.of(setup);
        ResourceConfig config = new ResourceConfig().property(ServerProperties.WADL_FEATURE_DISABLE, true);
        manager.map(PlainNode::sessions)
                .ifPresentOrElse(
                        sessions -> config.register(RestSessions.of(sessions).filter())
                                .register(new Known()),
                        () -> config.register(new Open()));
        HttpServer server = GrizzlyHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:0/"), config, false);
        NetworkListener listener = server.getListeners().iterator().next();
        // Else a connection is closed after 256 requests, or when it waits for its turn.
        listener.getKeepAlive().setMaxRequestsCount(NEVER);
        listener.getKeepAlive().setIdleTimeoutInSeconds(NEVER);
        try {
            server.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new RunningServer(listener.getPort(), manager, () -> {
            server.shutdownNow();
            manager.ifPresent(JwtUserSessionManager::close);
        });
    }

    /** Whoever says so. */
    @Path(OrdersApplication.PATH)
    public static final class Open {
        @GET
        public String orders(@HeaderParam(Caller.NAME_HEADER) String caller) {
            return caller;
        }
    }

    /** Who calls? */
    @Path(OrdersApplication.PATH)
    public static final class Known {
        @GET
        public String orders(@Context SecurityContext security) {
            return security.getUserPrincipal().getName();
        }
    }
}
