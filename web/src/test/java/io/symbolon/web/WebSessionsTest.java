package io.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.CreateOptions;
import io.symbolon.Device;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionException;
import io.symbolon.SigningKeys;
import io.symbolon.http.contract.TestClient;
import io.symbolon.http.contract.TestClient.Answer;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import io.symbolon.web.RefusedRequestException.Code;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application that is written with this module's types alone. */
class WebSessionsTest {
    private static final TokenTransport SPLIT = TokenTransport.splitCookie();

    private final JwtUserSessionManager manager = JwtUserSessionManager.builder()
            .issuer("https://login.example.com")
            .audience("https://api.example.com")
            .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
            .refreshTokenKeys(RefreshTokenKeys.generate())
            .storage(new InMemoryUserSessionStorage())
            .build();
    private final WebSessions web = WebSessions.builder(manager)
            .transports(TokenTransports.of(TokenTransport.cookie(), TokenTransport.bearer(), SPLIT)
                    .withAllowedOrigins("https://app.example.com"))
            .paths(EndpointPaths.defaults().withSessions("/devices"))
            .context(RequestContext.builder()
                    .trustedProxies("127.0.0.1")
                    .device(request ->
                            Optional.ofNullable(request.getHeader("Device")).map(name -> new Device("phone", name)))
                    .location((ip, request) -> Optional.of(ip + " by " + request.getMethod()))
                    .build())
            .clock(Clock.systemUTC())
            .build();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder endpoints = new ServletHolder(web.endpoints());
        for (String mapping : web.paths().mappings()) {
            context.addServlet(endpoints, mapping);
        }
        context.addServlet(new ServletHolder(servlet(this::signIn)), "/sign-in");
        context.addServlet(new ServletHolder(servlet(web::signOut)), "/session/leave");
        context.addServlet(new ServletHolder(servlet(WebSessionsTest::me)), "/me");
        context.addServlet(new ServletHolder(servlet((request, response) -> fail(request))), "/fail");
        add(context, web.filter().except("/sign-in"), "/*");
        add(context, web.filter(), "/me");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        manager.close();
    }

    @Test
    void theTokenIsTheRequestsAttributeAndPrincipal() {
        TestClient browser = browser();
        browser.post("/sign-in?subject=alice", null);
        assertThat(browser.get("/me").body()).isEqualTo("alice,alice,alice,Bearer");
    }

    @Test
    void aSignInKeepsFromWhereItCame() {
        browser().with("Device", "Pixel").with("X-Forwarded-For", "203.0.113.7").post("/sign-in?subject=alice", null);
        assertThat(manager.list("alice")).singleElement().satisfies(session -> {
            assertThat(session.createdFrom().ip()).isEqualTo("203.0.113.7");
            assertThat(session.createdFrom().device()).isEqualTo(new Device("phone", "Pixel"));
            assertThat(session.createdFrom().location()).isEqualTo("203.0.113.7 by POST");
        });
    }

    @Test
    void anApplicationChoosesTheTransportAndTheClaims() {
        TestClient browser = browser();
        browser.post("/sign-in?subject=alice&split", null);
        assertThat(browser.jar()).containsKey("__Host-access-token-payload");
        assertThat(manager.list("alice"))
                .singleElement()
                .satisfies(session -> assertThat(session.claims()).containsEntry("role", "member"));
        assertThat(browser.get("/me").status()).isEqualTo(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> web.with(TokenTransport.splitCookie(
                        CookieSettings.forSplitCookie().application("other").build())))
                .withMessageContaining("not one of those");
    }

    @Test
    void endpointsAreAtTheirPathsAndOpen() {
        TestClient browser = browser();
        browser.post("/sign-in?subject=alice", null);
        assertThat(browser.get("/devices").status()).isEqualTo(200);
        assertThat(browser.refresh().status()).isEqualTo(204);
        assertThat(web.paths().open()).contains("/devices", "/session/refresh", "/.well-known/jwks.json");
        assertThat(browser.post("/session/sign-out", null).status()).isEqualTo(204);
        assertThat(manager.list("alice")).isEmpty();
    }

    @Test
    void anApplicationSignsOutInItsOwnWay() {
        TestClient browser = browser();
        browser.post("/sign-in?subject=alice", null);
        assertThat(browser.post("/session/leave", null).status()).isEqualTo(200);
        assertThat(browser.jar()).isEmpty();
        assertThat(manager.list("alice")).isEmpty();
    }

    @Test
    void aRefusalOfASignInIsTheApplicationsToAnswer() {
        Answer answer = browser().with("Sec-Fetch-Site", "cross-site").post("/sign-in?subject=mallory", null);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json("code")).isEqualTo("CROSS_SITE");
        assertThat(manager.list("mallory")).isEmpty();
        assertThat(browser()
                        .with("Sec-Fetch-Site", "cross-site")
                        .with("Origin", "https://app.example.com")
                        .post("/sign-in?subject=alice", null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSignInThatAProviderSentBackPassesWhereTheApplicationSaysSo() {
        TestClient browser = browser().with("Sec-Fetch-Site", "cross-site");
        assertThat(browser.get("/sign-in?subject=alice&returned").status()).isEqualTo(200);
        assertThat(browser.get("/me").body()).startsWith("alice,");
        assertThat(browser.with("Sec-Fetch-Site", "")
                        .get("/sign-in?subject=alice&returned")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatTheApplicationThrowsIsAnsweredByTheFilter() {
        TestClient browser = browser();
        browser.post("/sign-in?subject=alice", null);
        Answer answer = browser.get("/fail");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json("code")).isEqualTo("BODY_TOO_LARGE");
    }

    @Test
    void everyRefusalHasItsTwinInSymbolonHttp() {
        for (io.symbolon.http.RefusedRequestException.Code code :
                io.symbolon.http.RefusedRequestException.Code.values()) {
            RefusedRequestException refusal =
                    RefusedRequestException.of(new io.symbolon.http.RefusedRequestException(code));
            assertThat(refusal.status()).isEqualTo(code.status());
            assertThat(refusal.action()).isEqualTo(code.action());
            assertThat(refusal).hasMessage(code.message());
        }
        assertThat(Code.values()).hasSameSizeAs(io.symbolon.http.RefusedRequestException.Code.values());
    }

    private TestClient browser() {
        return new TestClient("http://127.0.0.1:" + connector.getLocalPort()).with("Sec-Fetch-Site", "same-origin");
    }

    private void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String subject = request.getParameter("subject");
        try {
            if (request.getParameter("split") != null) {
                web.signIn(subject, CreateOptions.claims(Map.of("role", "member")), SPLIT, request, response);
            } else if (request.getParameter("returned") != null) {
                web.withoutOriginCheck().signIn(subject, request, response);
            } else {
                web.signIn(subject, request, response);
            }
        } catch (RefusedRequestException refusal) {
            WebSessions.answer(refusal, response);
        } catch (SessionException error) {
            WebSessions.answer(error, response);
        }
    }

    private static void me(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String byAttribute = AccessTokenFilter.accessToken(request)
                .map(token -> token.subject())
                .orElse("nobody");
        response.getWriter()
                .print(byAttribute + "," + request.getUserPrincipal().getName() + "," + request.getRemoteUser() + ","
                        + request.getAuthType());
    }

    private static void fail(HttpServletRequest request) {
        assertThat(AccessTokenFilter.accessToken(request)).isPresent();
        throw new RefusedRequestException(Code.BODY_TOO_LARGE);
    }

    private interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private static HttpServlet servlet(Handler handler) {
        return new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                handler.handle(request, response);
            }
        };
    }

    private static void add(ServletContextHandler context, AccessTokenFilter filter, String pattern) {
        context.addFilter(new FilterHolder(filter), pattern, EnumSet.of(DispatcherType.REQUEST));
    }
}
