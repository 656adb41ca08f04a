package io.symbolon.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.CreateOptions;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.SigningKeys;
import io.symbolon.http.AccessTokenCheck;
import io.symbolon.http.CookieSettings;
import io.symbolon.http.HttpUserSessions;
import io.symbolon.http.RefusedRequestException;
import io.symbolon.http.TokenTransport;
import io.symbolon.http.TokenTransports;
import io.symbolon.http.contract.TestClient;
import io.symbolon.http.contract.TestClient.Answer;
import io.symbolon.http.contract.TestClock;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.handler.ResponseStatusExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** An application that is written with this module's types. */
class WebFluxSessionsTest {
    private static final String EVENT_LOOP = "reactor-http";

    private final TestClock clock = new TestClock();
    private final Set<String> storageThreads = ConcurrentHashMap.newKeySet();
    private final Set<String> handlerThreads = ConcurrentHashMap.newKeySet();
    private final Scheduler scheduler = Schedulers.newBoundedElastic(1, 1_000, "sessions");
    private final JwtUserSessionManager manager = JwtUserSessionManager.builder()
            .issuer("https://login.example.com")
            .audience("https://api.example.com")
            .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
            .refreshTokenKeys(RefreshTokenKeys.generate())
            .clock(clock)
            .storage(watched(new InMemoryUserSessionStorage(clock)))
            .build();
    private final WebFluxSessions sessions = WebFluxSessions.of(
            HttpUserSessions.builder(manager)
                    .clock(clock)
                    .transports(TokenTransports.of(
                            TokenTransport.cookie(CookieSettings.forCookie()
                                    .refreshTokenToAllPages()
                                    .build()),
                            TokenTransport.bearer()))
                    .build(),
            scheduler);
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(new ReactorHttpHandlerAdapter(WebHttpHandlerBuilder.webHandler(this::handle)
                    .exceptionHandler(new ResponseStatusExceptionHandler())
                    .filter(sessions.endpoints(), sessions.filter().except("/sign-in", "/sign-in/phone"))
                    .build()))
            .bindNow();

    @AfterEach
    void stop() {
        server.disposeNow();
        manager.close();
        scheduler.dispose();
    }

    @Test
    void aTokenIsVerifiedOnTheEventLoopAndAsksNoStorage() {
        TestClient browser = signedIn();
        storageThreads.clear();

        assertThat(browser.get("/me").body()).isEqualTo("alice,alice");
        assertThat(person(browser).get("/me").body()).isEqualTo("alice,alice");

        assertThat(handlerThreads).isNotEmpty().allMatch(thread -> thread.startsWith(EVENT_LOOP));
        assertThat(storageThreads).isEmpty();
    }

    @Test
    void theStorageIsAskedByThreadsOfTheScheduler() {
        TestClient browser = signedIn();
        browser.refresh();
        browser.get("/sessions");
        browser.post("/step-up", null);
        clock.advance(Duration.ofHours(1));
        assertThat(person(browser).get("/me").body()).isEqualTo("alice,alice");
        browser.post("/leave", null);

        assertThat(storageThreads).isNotEmpty().allMatch(thread -> thread.startsWith("sessions"));
        assertThat(manager.list("alice")).isEmpty();
    }

    @Test
    void clientsThatSendSlowlyHoldNoThread() throws IOException {
        TestClient browser = signedIn();
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                slow.add(socket);
                socket.getOutputStream()
                        .write(("POST /session/refresh HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: 100\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(browser.refresh().status()).isEqualTo(204);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void anApplicationChoosesTheTransportAndTheClaims() {
        Answer answer = client().post("/sign-in/phone", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(manager.verify(answer.json("access_token")).claims()).containsEntry("role", "member");
        assertThat(client().with("Authorization", "Bearer " + answer.json("access_token"))
                        .get("/me")
                        .body())
                .isEqualTo("alice,alice");
    }

    @Test
    void aStepUpGivesNewTokensToTheSameSession() {
        TestClient browser = signedIn();

        assertThat(browser.post("/step-up", null).status()).isEqualTo(200);

        assertThat(manager.verify(browser.value("__Host-access-token")).factors())
                .containsKey("otp");
        assertThat(manager.list("alice")).hasSize(1);
    }

    @Test
    void whatTheApplicationThrowsIsAnsweredByTheFilter() {
        Answer answer = signedIn().get("/refuse");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json("code")).isEqualTo("BODY_TOO_LARGE");
    }

    @Test
    void renewedTokensAreKeptWhereTheApplicationAnswersWithAnError() {
        TestClient browser = signedIn();
        clock.advance(Duration.ofHours(1));

        Answer answer = person(browser).get("/nothing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.setCookies()).isNotEmpty();
        assertThat(answer.headers().get("cache-control")).containsExactly("private, no-store");
    }

    @Test
    void noCacheKeepsRenewedTokensEvenIfTheApplicationSaysSoAtTheCommit() {
        TestClient browser = signedIn();
        clock.advance(Duration.ofHours(1));

        Answer answer = person(browser).get("/late");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.setCookies()).isNotEmpty();
        assertThat(answer.headers().get("cache-control")).containsExactly("private, no-store");
    }

    @Test
    void aServiceThatOnlyVerifiesNeedsTheFilterAlone() {
        DisposableServer verifier = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(WebHttpHandlerBuilder.webHandler(this::handle)
                        .filter(AccessTokenWebFilter.of(AccessTokenCheck.required(
                                manager::verify, TokenTransports.of(TokenTransport.bearer()))))
                        .build()))
                .bindNow();
        try {
            TestClient client = new TestClient("http://127.0.0.1:" + verifier.port());
            assertThat(client.get("/me").json("code")).isEqualTo("TOKEN_MISSING");
            SessionTokens tokens = manager.create("alice", SessionContext.of("203.0.113.7"));
            assertThat(client.with("Authorization", "Bearer " + tokens.accessToken())
                            .get("/me")
                            .body())
                    .isEqualTo("alice,alice");
        } finally {
            verifier.disposeNow();
        }
    }

    private Mono<Void> handle(ServerWebExchange exchange) {
        return switch (exchange.getRequest().getPath().value()) {
            case "/sign-in" -> sessions.signIn("alice", exchange).then();
            case "/sign-in/phone" ->
                sessions.signIn(
                                "alice",
                                CreateOptions.claims(Map.of("role", "member")),
                                way -> way.by(TokenTransport.bearer()),
                                exchange)
                        .then();
            case "/step-up" ->
                sessions.reauthenticated(exchange, proved -> proved.withFactors("otp"))
                        .then();
            case "/leave" -> sessions.signOut(exchange);
            case "/me" -> me(exchange);
            case "/late" -> {
                exchange.getResponse()
                        .beforeCommit(() -> Mono.fromRunnable(() -> exchange.getResponse()
                                .getHeaders()
                                .setCacheControl(CacheControl.maxAge(600, TimeUnit.SECONDS))));
                yield exchange.getResponse().setComplete();
            }
            case "/refuse" -> Mono.error(new RefusedRequestException(RefusedRequestException.Code.BODY_TOO_LARGE));
            default -> Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        };
    }

    private Mono<Void> me(ServerWebExchange exchange) {
        handlerThreads.add(Thread.currentThread().getName());
        String subject =
                AccessTokenWebFilter.accessToken(exchange).orElseThrow().subject();
        return exchange.getPrincipal()
                .map(principal -> subject + "," + principal.getName())
                .flatMap(body -> exchange.getResponse()
                        .writeWith(Mono.just(
                                exchange.getResponse().bufferFactory().wrap(body.getBytes(StandardCharsets.UTF_8)))));
    }

    private UserSessionStorage watched(UserSessionStorage storage) {
        return (UserSessionStorage) Proxy.newProxyInstance(
                WebFluxSessionsTest.class.getClassLoader(),
                new Class<?>[] {UserSessionStorage.class},
                (proxy, method, arguments) -> {
                    boolean isOfTest = Thread.currentThread().getName().equals("main");
                    if (!isOfTest) {
                        storageThreads.add(Thread.currentThread().getName());
                    }
                    try {
                        return method.invoke(storage, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private TestClient signedIn() {
        TestClient browser = client().with("Sec-Fetch-Site", "same-origin");
        assertThat(browser.post("/sign-in", null).status()).isEqualTo(200);
        return browser;
    }

    private TestClient client() {
        return new TestClient("http://127.0.0.1:" + server.port());
    }

    private static TestClient person(TestClient browser) {
        return browser.with("Accept", "text/html")
                .with("Sec-Fetch-Mode", "navigate")
                .with("Sec-Fetch-Dest", "document");
    }
}
