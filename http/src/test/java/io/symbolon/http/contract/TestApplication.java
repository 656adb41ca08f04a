package io.symbolon.http.contract;

import io.symbolon.CreateOptions;
import io.symbolon.Device;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SessionException;
import io.symbolon.SigningKeys;
import io.symbolon.http.AccessTokenCheck;
import io.symbolon.http.HttpAnswer;
import io.symbolon.http.HttpRequest;
import io.symbolon.http.HttpUserSessions;
import io.symbolon.http.RefusedRequestException;
import io.symbolon.http.SignIn;
import io.symbolon.http.TokenTransport;
import io.symbolon.http.TokenTransports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A small application in a real server: {@code POST /sign-in}, {@code /api/*} behind the required filter, {@code /page}
 * behind the optional one, {@code /context}, and the endpoints.
 */
public final class TestApplication implements ContractApplication, AutoCloseable {
    /** The keys of all test applications, so that two can be nodes of one service. */
    public static final RefreshTokenKeys REFRESH_KEYS = RefreshTokenKeys.generate();

    private static final SigningKeys SIGNING_KEYS = SigningKeys.generate(JwsAlgorithm.ES256);
    private static final String TEXT = "text/plain;charset=UTF-8";

    public final TestClock clock = new TestClock();
    public final FaultyStorage storage = new FaultyStorage(clock);
    public final AtomicInteger apiCalls = new AtomicInteger();

    private final Setup setup;
    private final JwtUserSessionManager manager;
    private final HttpUserSessions sessions;
    private final ContractServer.Running server;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private TestApplication(ContractServer server, Setup setup) {
        this.setup = setup;
        this.manager = setup.manager
                .apply(JwtUserSessionManager.builder()
                        .issuer("https://login.example.com")
                        .audience("https://api.example.com")
                        .signingKeys(setup.signingKeys)
                        .refreshTokenKeys(REFRESH_KEYS)
                        .clock(clock)
                        .storage(storage.proxied()))
                .build();
        try {
            this.sessions = setup.sessions
                    .apply(HttpUserSessions.builder(manager)
                            .clock(clock)
                            .transports(TokenTransports.of(
                                    setup.transports.get(0),
                                    setup.transports.stream().skip(1).toArray(TokenTransport[]::new))))
                    .build();
            this.server = server.start(this);
        } catch (RuntimeException failed) {
            manager.close();
            throw failed;
        }
    }

    /** What a test changes. */
    public static final class Setup {
        public UnaryOperator<JwtUserSessionManager.Builder> manager = UnaryOperator.identity();
        public UnaryOperator<HttpUserSessions.Builder> sessions = UnaryOperator.identity();
        public SigningKeys signingKeys = SIGNING_KEYS;
        public List<TokenTransport> transports =
                List.of(TokenTransport.cookie(), TokenTransport.bearer(), TokenTransport.splitCookie());
        public String contextPath = "";
        public List<String> filteredPaths = List.of("/api/*");
        public Optional<AccessTokenCheck> filter = Optional.empty();
    }

    public static TestApplication start(ContractServer server, UnaryOperator<Setup> changes) {
        return new TestApplication(server, changes.apply(new Setup()));
    }

    /** A context in which the device is what the request says, so that a test can act from another one. */
    static SessionContext contextByHeader(HttpRequest request) {
        SessionContext context = SessionContext.of(request.remoteAddress());
        return request.header("Test-Device")
                .map(device -> context.withDevice(new Device("desktop", device)))
                .orElse(context);
    }

    @Override
    public String contextPath() {
        return setup.contextPath;
    }

    @Override
    public HttpUserSessions sessions() {
        return sessions;
    }

    @Override
    public List<Filtered> filters() {
        AccessTokenCheck required =
                setup.filter.orElseGet(() -> sessions.required().except(List.of("/sign-in", "/public/*")));
        return List.of(
                new Filtered(required, setup.filteredPaths), new Filtered(sessions.optional(), List.of("/page")));
    }

    @Override
    public Map<String, Handler> handlers() {
        Map<String, Handler> handlers = new LinkedHashMap<>();
        handlers.put("/sign-in", this::signIn);
        handlers.put(
                "/api/cached",
                call -> HttpAnswer.unchanged()
                        .withBody(TEXT, "cached")
                        .withHeader("Cache-Control", "public, max-age=600")
                        .withHeader("Expires", "Thu, 01 Jan 2099 00:00:00 GMT"));
        handlers.put("/api/secret", this::secret);
        handlers.put("/api/prove", this::prove);
        handlers.put("/api/*", this::me);
        handlers.put("/page", this::me);
        handlers.put("/context", this::context);
        handlers.put("/session/leave", call -> sessions.signOut(call.request()));
        handlers.put("/blank", call -> HttpAnswer.unchanged().withBody("text/html;charset=UTF-8", "<!DOCTYPE html>"));
        handlers.put("/symbolon/symbolon.js", call -> script("symbolon.js"));
        handlers.put("/symbolon/renew.js", call -> script("renew.js"));
        handlers.put("/symbolon/session-key.js", call -> script("session-key.js"));
        return handlers;
    }

    public JwtUserSessionManager manager() {
        return manager;
    }

    public int port() {
        return server.port();
    }

    public String origin() {
        return "http://127.0.0.1:" + port();
    }

    public TestClient browser() {
        return new TestClient(origin()).with("Sec-Fetch-Site", "same-origin");
    }

    public TestClient client() {
        return new TestClient(origin());
    }

    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        try {
            server.close();
        } finally {
            manager.close();
        }
    }

    private HttpAnswer signIn(Call call) {
        int claimSize = call.parameter("claim").map(Integer::parseInt).orElse(0);
        CreateOptions claims = claimSize == 0
                ? CreateOptions.defaults()
                : CreateOptions.claims(Map.of("padding", "x".repeat(claimSize)));
        CreateOptions options = call.parameter("client").map(claims::withClient).orElse(claims);
        SignIn signIn =
                call.parameter("unchecked").isPresent() ? sessions.signIn().withoutOriginCheck() : sessions.signIn();
        try {
            return call.parameter("transport")
                    .map(index -> signIn.by(setup.transports.get(Integer.parseInt(index))))
                    .orElse(signIn)
                    .start(call.parameter("subject").orElseThrow(), options, call.request())
                    .answer();
        } catch (SessionException error) {
            return sessions.answer(error, call.request());
        } catch (RefusedRequestException refusal) {
            return sessions.answer(refusal, call.request());
        } catch (IllegalArgumentException mistake) {
            return HttpAnswer.of(500).withBody(TEXT, String.valueOf(mistake.getMessage()));
        }
    }

    private HttpAnswer me(Call call) throws IOException {
        apiCalls.incrementAndGet();
        String caller = call.token().map(token -> token.subject()).orElse("nobody");
        String refusal = call.refusal().map(why -> why.code().name()).orElse("none");
        String body = call.request().method().equals("POST")
                ? "," + new String(call.request().body(1_000), StandardCharsets.UTF_8)
                : "";
        return HttpAnswer.unchanged().withBody(TEXT, caller + "," + refusal + body);
    }

    /** Needs a factor that is at most five minutes old. */
    private HttpAnswer secret(Call call) {
        try {
            call.token().orElseThrow().requireFactor("otp", Duration.ofMinutes(5));
            return HttpAnswer.unchanged().withBody(TEXT, "secret");
        } catch (SessionException needed) {
            return sessions.answer(needed, call.request());
        }
    }

    /** The application has checked the second factor. */
    private HttpAnswer prove(Call call) {
        try {
            return sessions.reauthenticated(call.token().orElseThrow(), call.request(), "otp")
                    .answer();
        } catch (SessionException error) {
            return sessions.answer(error, call.request());
        } catch (RefusedRequestException refusal) {
            return sessions.answer(refusal, call.request());
        }
    }

    private HttpAnswer context(Call call) {
        SessionContext context = sessions.context(call.request());
        Device device = context.device();
        return HttpAnswer.unchanged()
                .withBody(
                        TEXT,
                        context.ip() + "|" + (device == null ? "-" : device.type() + "|" + device.name()) + "|"
                                + context.location());
    }

    private static HttpAnswer script(String name) throws IOException {
        try (InputStream script = HttpUserSessions.class.getResourceAsStream("/META-INF/resources/symbolon/" + name)) {
            if (script == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return HttpAnswer.unchanged()
                    .withBody("text/javascript", new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
