package com.example;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.symbolon.CreateOptions;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionException;
import io.symbolon.SigningKeys;
import io.symbolon.http.HttpUserSessions;
import io.symbolon.jaxrs.AccessTokenFilter;
import io.symbolon.jaxrs.RestSessions;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Quarkus REST, with sessions in bearer tokens: sign in as ada, "analytical engine". */
@Path("/")
public class Parcels {
    private static final Map<String, String> PASSWORDS = Map.of("ada", "analytical engine"); // yours are hashed
    private final RestSessions sessions;

    Parcels(RestSessions sessions) {
        this.sessions = sessions;
    }

    @POST
    @Path("sign-in")
    public Response signIn(
            @FormParam("name") String name,
            @FormParam("password") String password,
            @Context ContainerRequestContext request) {
        if (password == null || !password.equals(PASSWORDS.get(name))) {
            throw new ForbiddenException("The name or the password is wrong.");
        }
        CreateOptions options = CreateOptions.defaults().withAuthorities(List.of("customer"));
        return sessions.signIn(name, options, way -> way, request).build();
    }

    @GET
    @Path("parcels")
    @RolesAllowed("customer")
    public String mine(@Context SecurityContext security) {
        return "An Analytical Engine, in parts, for " + security.getUserPrincipal().getName();
    }

    /** Singletons: CDI has no proxies of final classes. */
    @Singleton
    public static class Setup {
        // Keys and sessions are gone after a restart. To keep them: docs/keys.md and docs/storages.md.
        @Produces
        @Singleton
        @Startup
        JwtUserSessionManager manager() {
            return JwtUserSessionManager.builder()
                    .issuer("http://localhost:8080")
                    .audience("parcels")
                    .signingKeys(SigningKeys.generate(JwsAlgorithm.ES256))
                    .refreshTokenKeys(RefreshTokenKeys.generate())
                    .storage(new InMemoryUserSessionStorage())
                    .build();
        }

        /** Dev mode makes another one after each change of the code. */
        void close(@Disposes JwtUserSessionManager manager) {
            manager.close();
        }

        @Produces
        @Singleton
        RestSessions sessions(JwtUserSessionManager manager, HttpServerRequest current) {
            return RestSessions.of(HttpUserSessions.builder(manager).build())
                    .withRemoteAddress(request -> current.remoteAddress().hostAddress());
        }
    }

    /** Before resources are looked for, so that roles are known where Quarkus checks them. */
    public static class Filters {
        private final RestSessions sessions;
        private final AccessTokenFilter filter;

        Filters(RestSessions sessions) {
            this.sessions = sessions;
            this.filter = sessions.filter().except("/sign-in");
        }

        /** On an event loop, which must not wait: endpoints ask the storage, a bearer token's verification does not. */
        @ServerRequestFilter(preMatching = true)
        public Uni<Response> answer(ContainerRequestContext request) {
            if (sessions.http().isEndpoint(sessions.request(request))) {
                return Uni.createFrom()
                        .item(Unchecked.supplier(() -> sessions.endpoint(request)))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
            }
            return Uni.createFrom().optional(filter.verify(request));
        }

        @ServerResponseFilter
        public void add(ContainerRequestContext request, ContainerResponseContext response) {
            filter.filter(request, response);
        }

        @ServerExceptionMapper
        public Response problem(SessionException error) {
            return RestSessions.response(HttpUserSessions.answer(error)).build();
        }
    }
}
