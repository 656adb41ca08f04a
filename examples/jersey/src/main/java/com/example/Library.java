package com.example;

import io.symbolon.CreateOptions;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import io.symbolon.http.HttpUserSessions;
import io.symbolon.jaxrs.RestSessions;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature;

/** Jakarta REST on Jersey, with sessions in bearer tokens: sign in as ada, "analytical engine". */
public final class Library {
    private static final Map<String, String> PASSWORDS = Map.of("ada", "analytical engine"); // yours are hashed

    private Library() {}

    public static void main(String[] args) throws InterruptedException {
        start(8080);
        Thread.currentThread().join();
    }

    /** With port 0, on a free port. */
    static HttpServer start(int port) {
        // Keys and sessions are gone after a restart. To keep them: docs/keys.md and docs/storages.md.
        JwtUserSessionManager manager = JwtUserSessionManager.builder()
                .issuer("http://localhost:8080")
                .audience("library")
                .signingKeys(SigningKeys.generate(JwsAlgorithm.ES256))
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .storage(new InMemoryUserSessionStorage())
                .build();
        RestSessions sessions =
                RestSessions.of(HttpUserSessions.builder(manager).build());
        return GrizzlyHttpServerFactory.createHttpServer(
                URI.create("http://localhost:" + port + "/"),
                new ResourceConfig()
                        .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                        .register(sessions) // refresh, sign-out, the list of sessions
                        .register(sessions.filter().except("/sign-in"))
                        .register(RolesAllowedDynamicFeature.class)
                        .registerInstances(new SignIn(sessions), new Books()));
    }

    @Path("/sign-in")
    public static final class SignIn {
        private final RestSessions sessions;

        SignIn(RestSessions sessions) {
            this.sessions = sessions;
        }

        @POST
        public Response signIn(
                @FormParam("name") String name,
                @FormParam("password") String password,
                @Context ContainerRequestContext request) {
            if (password == null || !password.equals(PASSWORDS.get(name))) {
                return Response.status(403)
                        .entity("The name or the password is wrong.")
                        .build();
            }
            CreateOptions options = CreateOptions.defaults().withAuthorities(List.of("reader"));
            return sessions.signIn(name, options, way -> way, request).build();
        }
    }

    @Path("/books")
    public static final class Books {
        @GET
        @RolesAllowed("reader")
        public String mine(@Context SecurityContext security) {
            return "Sketch of the Analytical Engine, lent to "
                    + security.getUserPrincipal().getName();
        }

        @GET
        @Path("all")
        @RolesAllowed("librarian")
        public String all() {
            return "All of them.";
        }
    }
}
