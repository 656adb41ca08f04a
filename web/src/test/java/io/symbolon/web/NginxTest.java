package io.symbolon.web;

import static io.symbolon.http.contract.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import io.symbolon.StalenessPolicy;
import io.symbolon.http.contract.FaultyStorage;
import io.symbolon.http.contract.TestClient;
import io.symbolon.http.contract.TestClient.Answer;
import io.symbolon.http.contract.TestClock;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of docs/gateways.md in a real nginx. Skipped where the machine has none. */
@EnabledIf("io.symbolon.web.Nginx#isInstalled")
class NginxTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final TestClock clock = new TestClock();
    private final FaultyStorage storage = new FaultyStorage(clock);
    private final JwtUserSessionManager manager = JwtUserSessionManager.builder()
            .issuer("https://login.example.com")
            .audience("https://api.example.com")
            .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
            .refreshTokenKeys(RefreshTokenKeys.generate())
            .storage(storage.proxied())
            .clock(clock)
            .stalenessPolicy(StalenessPolicy.rejectAfter(LIMIT))
            .build();
    private final WebSessions web = WebSessions.builder(manager)
            .transports(TokenTransports.of(TokenTransport.cookie(), TokenTransport.bearer()))
            .build();
    private final Server server = new Server();
    private final ServerConnector application = connector();
    private final ServerConnector orders = connector();
    private Nginx nginx;
    private TestClient browser;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder endpoints = new ServletHolder(web.endpoints());
        for (String mapping : web.paths().mappings()) {
            context.addServlet(endpoints, mapping);
        }
        context.addServlet(new ServletHolder(new SignIn()), "/sign-in");
        context.addServlet(new ServletHolder(new Verify()), "/verify");
        context.addServlet(new ServletHolder(new Orders()), "/orders");
        context.addFilter(new FilterHolder(web.filter()), "/verify", EnumSet.of(DispatcherType.REQUEST));
        server.setHandler(context);
        server.start();
        nginx = Nginx.start(folder, application.getLocalPort(), orders.getLocalPort());
        browser = new TestClient(nginx.origin()).with("Sec-Fetch-Site", "same-origin");
    }

    @AfterEach
    void stop() throws Exception {
        nginx.close();
        server.stop();
        manager.close();
    }

    @Test
    void theServiceLearnsWhoIsCallingAndNotWhatAClientPretends() {
        browser.post("/sign-in", null);
        Answer answer = browser.with("X-Subject", "mallory").get("/orders");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("GET of ana%C3%AFs, cookie null: ");
        assertThat(browser.post("/orders", "a book").body()).isEqualTo("POST of ana%C3%AFs, cookie null: a book");
    }

    @Test
    void whoIsRefusedIsToldWhatToDo() {
        Answer missing = browser.get("/orders");
        assertThat(missing.status()).isEqualTo(401);
        assertThat(missing.json("action")).isEqualTo("SIGN_IN");
        browser.post("/sign-in", null);
        manager.revokeAll("anaïs");

        Answer ended = browser.post("/orders", "a book");

        assertThat(ended.status()).isEqualTo(401);
        assertThat(ended.json("code")).isEqualTo("REVOKED");
        assertThat(ended.header("www-authenticate")).isPresent();
    }

    @Test
    void anotherSitesFormIsRefusedAndItsLinkWorks() {
        browser.post("/sign-in", null);
        TestClient elsewhere = browser.with("Sec-Fetch-Site", "cross-site");
        Answer form = elsewhere.post("/orders", "a book");
        assertThat(form.status()).isEqualTo(403);
        assertThat(form.json("code")).isEqualTo("CROSS_SITE");
        assertThat(elsewhere.get("/orders").status()).isEqualTo(200);
    }

    @Test
    void nobodyReachesTheVerifyPathFromOutsideAndAllElseIsTheApplications() {
        browser.post("/sign-in", null);
        assertThat(browser.get("/verify").status()).isEqualTo(404);
        assertThat(browser.get("/sessions").status()).isEqualTo(200);
        assertThat(browser.refresh().status()).isEqualTo(204);
    }

    @Test
    void aNodeThatCannotTellHasTheRequestSentAgain() {
        browser.post("/sign-in", null);
        storage.cut();
        clock.advance(LIMIT.plusMillis(1));
        await().until(() -> browser.get("/orders").status() == 503);
        Answer answer = browser.post("/orders", "a book");
        assertThat(answer.json("code")).isEqualTo("STALE_NODE");
        assertThat(answer.header("retry-after")).isPresent();
        storage.restore();
        await().until(() -> browser.post("/orders", "a book").status() == 200);
    }

    private ServerConnector connector() {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        return connector;
    }

    private final class SignIn extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            web.signIn("anaïs", request, response);
        }
    }

    /** As in docs/gateways.md. */
    private static final class Verify extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            String subject =
                    AccessTokenFilter.accessToken(request).orElseThrow().subject();
            response.setHeader("X-Subject", URLEncoder.encode(subject, StandardCharsets.UTF_8));
            response.setStatus(request.getParameter("refused") == null ? 200 : 503);
        }
    }

    /** Knows nothing of sessions. */
    private static final class Orders extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter()
                    .write(request.getMethod() + " of " + request.getHeader("X-Subject") + ", cookie "
                            + request.getHeader("Cookie") + ": "
                            + new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
