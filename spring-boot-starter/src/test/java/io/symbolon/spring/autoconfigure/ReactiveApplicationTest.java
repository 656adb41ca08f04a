package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.OutcomeListener;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.spring.SessionManagerCustomizer;
import io.symbolon.spring.SymbolonServerConfigurer;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import io.symbolon.testkit.SettableClock;
import io.symbolon.webflux.WebFluxSessions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A reactive application with Spring Security, on Reactor Netty. */
class ReactiveApplicationTest {
    private static final SettableClock CLOCK = SettableClock.atNow();
    private static final Set<String> STORAGE_THREADS = ConcurrentHashMap.newKeySet();
    private static final Set<String> VERIFYING_THREADS = ConcurrentHashMap.newKeySet();
    private static WebApplication application;

    @BeforeAll
    static void start() {
        application = WebApplication.start(
                WebApplicationType.REACTIVE,
                Application.class,
                "symbolon.web.transports=cookie,bearer",
                "symbolon.web.open-paths=/sign-in");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @BeforeEach
    void forget() {
        STORAGE_THREADS.clear();
        VERIFYING_THREADS.clear();
    }

    @Test
    void whoSignsInByCodeIsAJwtPrincipal() {
        Client browser = signedIn();

        assertThat(browser.script("/me").body()).isEqualTo("alice [FACTOR_BEARER, orders:read]");
    }

    @Test
    void aTokenIsVerifiedOnTheEventLoopAndAsksNoStorage() {
        Client browser = signedIn();
        forget();

        assertThat(browser.script("/me").statusCode()).isEqualTo(200);
        assertThat(browser.visit("/me").statusCode()).isEqualTo(200);

        assertThat(VERIFYING_THREADS).isNotEmpty().allMatch(thread -> thread.startsWith("reactor-http"));
        assertThat(STORAGE_THREADS).isEmpty();
    }

    @Test
    void theStorageIsAskedByThreadsOfTheApplicationsScheduler() {
        Client browser = signedIn();
        assertThat(browser.post("/session/refresh", "").statusCode()).isEqualTo(204);
        assertThat(browser.script("/sessions").statusCode()).isEqualTo(200);

        assertThat(STORAGE_THREADS).isNotEmpty().allMatch(thread -> thread.startsWith("of-sessions"));
    }

    @Test
    void anExpiredTokenIsAnsweredWithAProblemThatSaysToRefresh() {
        Client browser = signedIn();
        CLOCK.advance(Duration.ofMinutes(20));

        HttpResponse<String> answer = browser.script("/me");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"EXPIRED\"").contains("\"action\":\"REFRESH\"");
        assertThat(browser.post("/session/refresh", "").statusCode()).isEqualTo(204);
        assertThat(browser.script("/me").statusCode()).isEqualTo(200);
    }

    @Test
    void aPersonWhoNavigatesIsRenewedInPlace() {
        Client browser = signedIn();
        CLOCK.advance(Duration.ofMinutes(20));

        HttpResponse<String> answer = browser.visit("/me");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Set-Cookie")).isNotEmpty();
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private, no-store");
    }

    @Test
    void whoSignsOutIsSignedOut() {
        Client browser = signedIn();
        String token = browser.cookie("__Host-access-token");

        assertThat(browser.post("/session/sign-out", "").statusCode()).isEqualTo(204);

        assertThat(browser.script("/me").statusCode()).isEqualTo(401);
        assertThat(application.client().bearer(token).get("/me").body()).contains("\"code\":\"REVOKED\"");
    }

    @Test
    void aTokenOfAnEndedSessionIsRefused() {
        SessionTokens tokens = manager().create("bob", SessionContext.of("203.0.113.7"));
        Client client = application.client().bearer(tokens.accessToken());
        assertThat(client.get("/me").statusCode()).isEqualTo(200);

        manager().revoke(tokens.sessionId(), RevocationCause.ADMINISTRATOR);

        HttpResponse<String> answer = client.get("/me");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("REVOKED").contains("SIGN_IN");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).contains("invalid_token"));
    }

    @Test
    void withoutATokenTheAnswerIsToSignIn() {
        HttpResponse<String> answer = application.client().get("/me");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("TOKEN_MISSING").contains("SIGN_IN");
    }

    @Test
    void authoritiesAreThoseOfTheSignIn() {
        assertThat(signedIn().script("/admin").statusCode()).isEqualTo(403);
        assertThat(signedIn().script("/admin").body()).contains("\"code\":\"FORBIDDEN\"");
        SessionTokens tokens = manager()
                .create(
                        "eve",
                        SessionContext.of("203.0.113.7"),
                        CreateOptions.defaults().withAuthorities(List.of("ROLE_ADMIN")));
        assertThat(application
                        .client()
                        .bearer(tokens.accessToken())
                        .get("/admin")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anotherSiteCannotUseTheCookies() {
        Client browser = signedIn();

        assertThat(browser.crossSitePost("/order", "x=y").statusCode()).isEqualTo(403);
        assertThat(browser.post("/order", "x=y").statusCode()).isEqualTo(200);
        assertThat(browser.crossSitePost("/session/sign-out", "").statusCode()).isEqualTo(403);
    }

    @Test
    void aSignInOfAnotherSiteIsAnsweredWithAProblem() {
        HttpResponse<String> answer = application.client().crossSitePost("/sign-in", "");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("CROSS_SITE");
    }

    @Test
    void anExpiredCookieDoesNotKeepAnybodyFromSigningIn() {
        Client browser = signedIn();
        CLOCK.advance(Duration.ofMinutes(20));

        assertThat(browser.post("/sign-in", "").statusCode()).isEqualTo(200);
        assertThat(browser.script("/me").statusCode()).isEqualTo(200);
    }

    @Test
    void theKeysAreForEverybody() {
        assertThat(application.client().get("/.well-known/jwks.json").body()).contains("\"keys\"");
    }

    @Test
    void aRefreshCookieThatDoesNotReachTheEndpointsStopsTheStart() {
        assertThatThrownBy(() -> WebApplication.start(
                        WebApplicationType.REACTIVE,
                        Application.class,
                        "symbolon.web.transports=cookie",
                        "symbolon.web.cookie.refresh-token-path=/session",
                        "spring.webflux.base-path=/shop"))
                .hasStackTraceContaining("does not reach /shop/session/refresh");
    }

    private static Client signedIn() {
        Client browser = application.client();
        assertThat(browser.post("/sign-in", "").statusCode()).isEqualTo(200);
        return browser;
    }

    private static JwtUserSessionManager manager() {
        return application.bean(JwtUserSessionManager.class);
    }

    @RestController
    static class Pages {
        private final WebFluxSessions sessions;

        Pages(WebFluxSessions sessions) {
            this.sessions = sessions;
        }

        @PostMapping("/sign-in")
        Mono<Void> signIn(ServerWebExchange exchange) {
            return sessions.signIn("alice", CreateOptions.defaults().withAuthorities(List.of("orders:read")), exchange)
                    .then();
        }

        @GetMapping("/me")
        Mono<String> me(@AuthenticationPrincipal Jwt jwt, Mono<Principal> principal) {
            return principal
                    .cast(Authentication.class)
                    .map(caller -> jwt.getSubject() + " "
                            + caller.getAuthorities().stream()
                                    .map(authority -> authority.getAuthority())
                                    .sorted()
                                    .toList());
        }

        @PostMapping("/order")
        Mono<String> order() {
            return Mono.just("ordered");
        }

        @GetMapping("/admin")
        Mono<String> admin() {
            return Mono.just("administered");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class Application {
        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http, SymbolonServerConfigurer symbolon) {
            return symbolon.configure(http)
                    .authorizeExchange(requests -> requests.pathMatchers("/sign-in")
                            .permitAll()
                            .pathMatchers("/admin")
                            .hasRole("ADMIN")
                            .anyExchange()
                            .authenticated())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }

        @Bean(destroyMethod = "dispose")
        Scheduler sessionScheduler() {
            return Schedulers.newBoundedElastic(2, 100, "of-sessions");
        }

        @Bean
        SessionManagerCustomizer clock() {
            return builder -> builder.clock(CLOCK).outcomeListener(new OutcomeListener() {
                @Override
                public void verified() {
                    VERIFYING_THREADS.add(Thread.currentThread().getName());
                }
            });
        }

        @Bean
        UserSessionStorage storage() {
            UserSessionStorage storage = new InMemoryUserSessionStorage(CLOCK);
            return (UserSessionStorage) Proxy.newProxyInstance(
                    ReactiveApplicationTest.class.getClassLoader(),
                    new Class<?>[] {UserSessionStorage.class},
                    (proxy, method, arguments) -> {
                        if (!method.getName().equals("revocationLog")) {
                            STORAGE_THREADS.add(Thread.currentThread().getName());
                        }
                        try {
                            return method.invoke(storage, arguments);
                        } catch (InvocationTargetException thrown) {
                            throw thrown.getCause();
                        }
                    });
        }
    }
}
