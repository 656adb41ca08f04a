package io.symbolon.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.AccessToken;
import io.symbolon.CreateOptions;
import io.symbolon.Device;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SigningKeys;
import io.symbolon.http.HttpUserSessions;
import io.symbolon.http.TokenTransport;
import io.symbolon.http.TokenTransports;
import io.symbolon.http.contract.TestClient;
import io.symbolon.http.contract.TestClient.Answer;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An application that is written with this module's types. */
class RestSessionsTest {
    private final JwtUserSessionManager manager = JwtUserSessionManager.builder()
            .issuer("https://login.example.com")
            .audience("https://api.example.com")
            .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
            .refreshTokenKeys(RefreshTokenKeys.generate())
            .storage(new InMemoryUserSessionStorage())
            .build();
    private final RestSessions sessions = RestSessions.of(HttpUserSessions.builder(manager)
                    .transports(TokenTransports.of(TokenTransport.cookie(), TokenTransport.bearer()))
                    .context(request -> SessionContext.of(request.remoteAddress())
                            .withDevice(new Device("desktop", request.method())))
                    .build())
            .withRemoteAddress(GrizzlyAddress::of);
    private final HttpServer server = GrizzlyHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:0/"),
            new ResourceConfig()
                    .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                    .register(new GrizzlyAddress())
                    .register(sessions)
                    .register(new Protection(sessions))
                    .register(new BeforeMatching(sessions))
                    .register(RolesAllowedDynamicFeature.class)
                    .register(new AbstractBinder() {
                        @Override
                        protected void configure() {
                            bindFactory(Caller.class).to(AccessToken.class);
                            bind(sessions).to(RestSessions.class);
                        }
                    })
                    .register(Accounts.class)
                    .register(Orders.class)
                    .register(Early.class));

    @AfterEach
    void stop() {
        server.shutdownNow();
        manager.close();
    }

    @Test
    void theTokenIsInjectedAndThePrincipal() {
        TestClient browser = signedIn();

        assertThat(browser.get("/orders").body()).isEqualTo("alice,alice,Bearer,false");
    }

    @Test
    void rolesAreTheAuthoritiesOfTheSignIn() {
        TestClient browser = signedIn();

        assertThat(browser.get("/orders/all").status()).isEqualTo(200);
        assertThat(browser.get("/orders/secret").status()).isEqualTo(403);
    }

    @Test
    void aSignInKeepsFromWhereItCameAndItsClaims() {
        signedIn();

        assertThat(manager.list("alice")).singleElement().satisfies(session -> {
            assertThat(session.createdFrom().ip()).isEqualTo("127.0.0.1");
            assertThat(session.createdFrom().device()).isEqualTo(new Device("desktop", "POST"));
            assertThat(session.claims()).containsEntry("team", "blue");
        });
    }

    @Test
    void anApplicationChoosesTheTransport() {
        Answer answer = client().post("/sign-in/phone", null);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(manager.verify(answer.json("access_token")).subject()).isEqualTo("alice");
    }

    @Test
    void aStepUpGivesNewTokensToTheSameSession() {
        TestClient browser = signedIn();
        assertThat(browser.get("/orders/pay").json("code")).isEqualTo("FACTOR_MISSING");

        assertThat(browser.post("/orders/prove", null).status()).isEqualTo(200);

        assertThat(browser.get("/orders/pay").status()).isEqualTo(200);
        assertThat(manager.list("alice")).hasSize(1);
    }

    @Test
    void anApplicationSignsOutInItsOwnWay() {
        TestClient browser = signedIn();

        assertThat(browser.post("/session/leave", null).status()).isEqualTo(200);

        assertThat(browser.jar()).isEmpty();
        assertThat(manager.list("alice")).isEmpty();
    }

    @Test
    void whatAResourceThrowsIsAnsweredWithAProblem() {
        Answer refused = client().with("Sec-Fetch-Site", "cross-site").post("/sign-in", null);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json("code")).isEqualTo("CROSS_SITE");
    }

    @Test
    void theFilterStandsBeforeWhatTheApplicationNames() {
        assertThat(client().get("/orders").json("code")).isEqualTo("TOKEN_MISSING");
        assertThat(client().get("/orders;x=y").json("code")).isEqualTo("TOKEN_MISSING");
        assertThat(client().get("/hello").body()).isEqualTo("hello nobody");
    }

    @Test
    void anApplicationThatAnswersByItselfLearnsWhatTheFilterWould() {
        assertThat(client().get("/early").json("code")).isEqualTo("TOKEN_MISSING");
        assertThat(signedIn().get("/early").body()).isEqualTo("alice");
    }

    @Test
    void theEndpointsAreThereWithoutAResource() {
        TestClient browser = signedIn();
        assertThat(browser.get("/sessions").status()).isEqualTo(200);
        assertThat(browser.refresh().status()).isEqualTo(204);
        assertThat(browser.post("/session/sign-out", null).status()).isEqualTo(204);
        assertThat(client().get("/.well-known/jwks.json").body()).contains("\"keys\"");
    }

    private TestClient client() {
        return new TestClient(
                "http://127.0.0.1:" + server.getListeners().iterator().next().getPort());
    }

    private TestClient signedIn() {
        TestClient browser = client().with("Sec-Fetch-Site", "same-origin");
        assertThat(browser.post("/sign-in", null).status()).isEqualTo(200);
        return browser;
    }

    /** Filters for some resources only. */
    private record Protection(RestSessions sessions) implements DynamicFeature {
        @Override
        public void configure(ResourceInfo resource, FeatureContext context) {
            context.register(
                    resource.getResourceClass().equals(Orders.class) ? sessions.filter() : sessions.optionalFilter());
        }
    }

    /** A filter of the application's own, as one needs it whose filters must not wait. */
    @PreMatching
    private record BeforeMatching(RestSessions sessions) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            if (request.getUriInfo().getPath().equals("early")) {
                sessions.filter().verify(request).ifPresent(request::abortWith);
            }
        }
    }

    /** For methods that take the token: filters run before them, but after the resource is made. */
    public static final class Caller implements Supplier<AccessToken> {
        private final SecurityContext security;

        @Inject
        Caller(SecurityContext security) {
            this.security = security;
        }

        @Override
        public AccessToken get() {
            return AccessTokenFilter.accessToken(security).orElseThrow();
        }
    }

    @Path("")
    public static final class Accounts {
        private final RestSessions sessions;

        @Inject
        public Accounts(RestSessions sessions) {
            this.sessions = sessions;
        }

        @POST
        @Path("sign-in")
        public Response signIn(@Context ContainerRequestContext request) {
            CreateOptions options =
                    CreateOptions.claims(Map.of("team", "blue")).withAuthorities(List.of("orders:read"));
            return sessions.signIn("alice", options, way -> way, request).build();
        }

        @POST
        @Path("sign-in/phone")
        public Response phone(@Context ContainerRequestContext request) {
            return sessions.signIn("alice", CreateOptions.defaults(), way -> way.by(TokenTransport.bearer()), request)
                    .status(201)
                    .build();
        }

        @POST
        @Path("session/leave")
        public Response leave(@Context ContainerRequestContext request) throws IOException {
            return sessions.signOut(request).build();
        }

        @GET
        @Path("hello")
        public String hello(@Context SecurityContext security) {
            return "hello "
                    + AccessTokenFilter.accessToken(security)
                            .map(token -> token.subject())
                            .orElse("nobody");
        }
    }

    @Path("orders")
    public static final class Orders {
        private final RestSessions sessions;

        @Inject
        public Orders(RestSessions sessions) {
            this.sessions = sessions;
        }

        @GET
        public String mine(@Context AccessToken token, @Context SecurityContext security) {
            return token.subject() + "," + security.getUserPrincipal().getName() + ","
                    + security.getAuthenticationScheme() + "," + security.isSecure();
        }

        @GET
        @Path("all")
        @RolesAllowed("orders:read")
        public String all() {
            return "all";
        }

        @GET
        @Path("secret")
        @RolesAllowed("orders:write")
        public String secret() {
            return "secret";
        }

        @GET
        @Path("pay")
        public String pay(@Context AccessToken token) {
            token.requireFactor("otp", Duration.ofMinutes(5));
            return "paid";
        }

        @POST
        @Path("prove")
        public Response prove(@Context ContainerRequestContext request) {
            return sessions.reauthenticated(request, proved -> proved.withFactors("otp"))
                    .build();
        }
    }

    @Path("early")
    public static final class Early {
        @GET
        public String mine(@Context SecurityContext security) {
            return security.getUserPrincipal().getName();
        }
    }
}
