package io.symbolon.web;

import io.symbolon.CreateOptions;
import io.symbolon.Device;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SigningKeys;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URL;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;

/**
 * A small application in a real servlet container: {@code POST /sign-in}, {@code /api/me} behind the required filter,
 * {@code /page} behind the optional one, {@code /context}, and the endpoints.
 */
final class TestApplication implements AutoCloseable {
    /** The keys of all test applications, so that two can be nodes of one service. */
    static final RefreshTokenKeys REFRESH_KEYS = RefreshTokenKeys.generate();

    private static final SigningKeys SIGNING_KEYS = SigningKeys.generate(JwsAlgorithm.ES256);

    final TestClock clock = new TestClock();
    final FaultyStorage storage = new FaultyStorage(clock);
    final AtomicInteger apiCalls = new AtomicInteger();
    final RefreshCounter refreshes = new RefreshCounter();

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final JwtUserSessionManager manager;
    private final WebSessions web;
    private final TokenTransport[] transports;

    private TestApplication(Setup setup) {
        this.manager = setup.manager
                .apply(JwtUserSessionManager.builder()
                        .issuer("https://login.example.com")
                        .audience("https://api.example.com")
                        .signingKeys(SIGNING_KEYS)
                        .refreshTokenKeys(REFRESH_KEYS)
                        .clock(clock)
                        .storage(storage.proxied()))
                .build();
        this.web = setup.web
                .apply(WebSessions.builder(manager).clock(clock).transports(setup.transports))
                .build();
        this.transports = setup.transports.inOrder().toArray(TokenTransport[]::new);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler(setup.contextPath);
        context.setBaseResource(ResourceFactory.of(context).newResource(resources()));
        context.addServlet(new ServletHolder(web.endpoints()), web.paths().mappings()[0]);
        ServletHolder endpoints = context.getServletHandler().getServlets()[0];
        for (String mapping : web.paths().mappings()) {
            if (!mapping.equals(web.paths().mappings()[0])) {
                context.addServlet(endpoints, mapping);
            }
        }
        context.addServlet(new ServletHolder(servlet(this::signIn)), "/sign-in");
        context.addServlet(new ServletHolder(servlet(this::me)), "/api/*");
        context.addServlet(new ServletHolder(servlet(this::me)), "/page");
        context.addServlet(new ServletHolder(servlet(this::context)), "/context");
        context.addServlet(
                new ServletHolder(servlet((request, response) -> web.signOut(request, response))), "/session/leave");
        ServletHolder files = new ServletHolder(new DefaultServlet());
        context.addServlet(files, "/");
        context.addServlet(
                new ServletHolder(servlet((request, response) -> response.setContentType("text/html"))), "/blank");
        addFilter(context, refreshes, web.paths().refresh());
        for (String path : setup.filteredPaths) {
            addFilter(context, setup.filter.orElseGet(() -> web.filter().except("/sign-in")), path);
        }
        addFilter(context, web.optionalFilter(), "/page");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception failed) {
            close();
            throw new IllegalStateException(failed);
        }
    }

    /** What a test changes. */
    static final class Setup {
        UnaryOperator<JwtUserSessionManager.Builder> manager = UnaryOperator.identity();
        UnaryOperator<WebSessions.Builder> web = UnaryOperator.identity();
        TokenTransports transports =
                TokenTransports.of(TokenTransport.cookie(), TokenTransport.bearer(), TokenTransport.splitCookie());
        String contextPath = "/";
        String[] filteredPaths = {"/api/*"};
        Optional<AccessTokenFilter> filter = Optional.empty();
    }

    static TestApplication start() {
        return start(setup -> setup);
    }

    static TestApplication start(UnaryOperator<Setup> changes) {
        return new TestApplication(changes.apply(new Setup()));
    }

    /** A context in which the device is what the request says, so that a test can act from another one. */
    static SessionContext contextByHeader(HttpServletRequest request) {
        String device = request.getHeader("Test-Device");
        SessionContext context = SessionContext.of(request.getRemoteAddr());
        return device == null ? context : context.withDevice(new Device("desktop", device));
    }

    JwtUserSessionManager manager() {
        return manager;
    }

    int port() {
        return connector.getLocalPort();
    }

    String origin() {
        return "http://127.0.0.1:" + port();
    }

    TestClient browser() {
        return new TestClient(origin()).with("Sec-Fetch-Site", "same-origin");
    }

    TestClient client() {
        return new TestClient(origin());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        } finally {
            manager.close();
        }
    }

    private void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Integer> transport =
                Optional.ofNullable(request.getParameter("transport")).map(Integer::parseInt);
        int claimSize = Optional.ofNullable(request.getParameter("claim"))
                .map(Integer::parseInt)
                .orElse(0);
        CreateOptions options = claimSize == 0
                ? CreateOptions.defaults()
                : CreateOptions.claims(Map.of("padding", "x".repeat(claimSize)));
        try {
            String subject = request.getParameter("subject");
            if (transport.isPresent()) {
                web.signIn(subject, options, transports[transport.get()], request, response);
            } else {
                web.signIn(subject, options, request, response);
            }
        } catch (io.symbolon.SessionException error) {
            WebSessions.answer(error, response);
        } catch (RefusedRequestException refusal) {
            WebSessions.answer(refusal, response);
        } catch (IllegalArgumentException mistake) {
            response.setStatus(500);
            response.getWriter().print(mistake.getMessage());
        }
    }

    private void me(HttpServletRequest request, HttpServletResponse response) throws IOException {
        apiCalls.incrementAndGet();
        response.setContentType("text/plain;charset=UTF-8");
        String body =
                request.getMethod().equals("POST") ? "," + request.getReader().readLine() : "";
        response.getWriter().print(describe(request) + body);
    }

    private static String describe(HttpServletRequest request) {
        String byAttribute = AccessTokenFilter.accessToken(request)
                .map(token -> token.subject())
                .orElse("nobody");
        String byPrincipal = request.getUserPrincipal() instanceof AccessTokenPrincipal principal
                ? principal.accessToken().subject() + "," + principal.getName() + "," + request.getRemoteUser()
                : "nobody";
        String refusal =
                AccessTokenFilter.refusal(request).map(why -> why.code().name()).orElse("none");
        return byAttribute + "," + byPrincipal + "," + refusal;
    }

    private void context(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SessionContext context = web.context(request);
        Device device = context.device();
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter()
                .print(context.ip() + "|" + (device == null ? "-" : device.type() + "|" + device.name()) + "|"
                        + context.location());
    }

    private static URL resources() {
        URL module = TestApplication.class.getResource("/META-INF/resources/symbolon/symbolon.js");
        if (module == null) {
            throw new IllegalStateException("the browser module is not on the class path");
        }
        try {
            return module.toURI().resolve("..").toURL();
        } catch (java.net.URISyntaxException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
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

    private static void addFilter(ServletContextHandler context, Filter filter, String path) {
        context.addFilter(new FilterHolder(filter), path, EnumSet.of(DispatcherType.REQUEST));
    }
}
