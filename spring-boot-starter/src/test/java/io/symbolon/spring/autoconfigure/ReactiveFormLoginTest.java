package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.spring.SessionManagerCustomizer;
import io.symbolon.spring.SessionServerSignInHandler;
import io.symbolon.spring.SymbolonServerConfigurer;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import io.symbolon.testkit.SettableClock;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Form login in reactive applications, on Reactor Netty. Not two of them at a time: with the first that is closed, the
 * others lose the threads that they share.
 */
class ReactiveFormLoginTest {
    private static final String ACCESS_COOKIE = "__Host-access-token";
    private static final String RIGHT = "username=alice&password=wonderland";
    private static final SettableClock CLOCK = SettableClock.atNow();

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class InABrowser {
        private WebApplication application;

        @BeforeAll
        void start() {
            application = startWith(
                    Application.class,
                    "symbolon.web.transports=cookie",
                    "symbolon.web.sign-in-page=/login",
                    "symbolon.web.open-paths=/error");
        }

        @AfterAll
        void stop() {
            application.close();
        }

        @Test
        void whoIsSentToTheSignInPageComesBackFromIt() {
            Client browser = application.client();
            String signInPage = location(browser.visit("/me?tab=1"));
            assertThat(signInPage).isEqualTo("/login?return_to=%2Fme%3Ftab%3D1");

            HttpResponse<String> answer = browser.signIn(signInPage, RIGHT);

            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(location(answer)).isEqualTo("/me?tab=1");
            assertThat(browser.visit("/me?tab=1").body()).isEqualTo("alice [FACTOR_BEARER, ROLE_USER, orders:read]");
            assertThat(browser.cookie("return-to")).as("is used once").isEmpty();
        }

        @Test
        void whoWentThereBySelfGoesOnToTheRoot() {
            assertThat(location(application.client().signIn("/login", RIGHT))).isEqualTo("/");
        }

        @Test
        void aPageOfItsOwnMayHandTheAddressOnInItsForm() {
            assertThat(location(application.client().signIn("/login", RIGHT + "&return_to=%2Fme")))
                    .isEqualTo("/me");
        }

        @ParameterizedTest
        @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example", "/%0d%0aX:1", "", "%zz"})
        void nobodyIsSentToAnotherSite(String hostile) {
            Client browser = application.client();
            browser.setCookie("return-to", hostile);

            assertThat(location(browser.signIn("/login", RIGHT))).isEqualTo("/");
        }

        @Test
        void aWrongPasswordStartsNothing() {
            Client browser = application.client();

            assertThat(location(browser.signIn("/login", "username=alice&password=wrong")))
                    .isEqualTo("/login?error");

            assertThat(browser.cookie(ACCESS_COOKIE)).isEmpty();
        }

        @Test
        void anExpiredCookieDoesNotKeepAnybodyFromSigningIn() {
            Client browser = application.client();
            browser.signIn("/login", RIGHT);
            CLOCK.advance(Duration.ofDays(100));

            assertThat(browser.signIn("/login", RIGHT).statusCode()).isEqualTo(303);

            assertThat(browser.script("/me").statusCode()).isEqualTo(200);
        }

        @Test
        void aFormOfAnotherSiteSignsNobodyIn() {
            Client browser = application.client();
            browser.visit("/login");

            assertThat(browser.crossSitePost("/login", RIGHT).statusCode()).isEqualTo(403);

            assertThat(browser.cookie(ACCESS_COOKIE)).isEmpty();
        }
    }

    @Test
    void aSignInThatWasCheckedMayComeFromAnotherSiteAndHaveClaims() {
        try (WebApplication application =
                startWith(Checked.class, "symbolon.storage=memory", "symbolon.web.transports=cookie")) {
            Client browser = application.client();

            assertThat(browser.crossSitePost("/login", RIGHT).statusCode()).isEqualTo(303);

            assertThat(application
                            .bean(JwtUserSessionManager.class)
                            .verify(browser.cookie(ACCESS_COOKIE))
                            .claim("tenant", String.class))
                    .contains("acme");
        }
    }

    @Test
    void whereTokensTravelInTheBodyTheyAreTheAnswer() {
        try (WebApplication application =
                startWith(Checked.class, "symbolon.storage=memory", "symbolon.web.transports=bearer")) {
            HttpResponse<String> answer = application.client().post("/login", RIGHT);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"access_token\"");
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
    }

    @Test
    void aSignInPageMayHaveAQuery() {
        try (WebApplication application = startWith(
                Checked.class,
                "symbolon.storage=memory",
                "symbolon.web.transports=cookie",
                "symbolon.web.sign-in-page=/login?from=app",
                "symbolon.web.open-paths=/error")) {
            Client browser = application.client();
            String signInPage = location(browser.visit("/me"));
            assertThat(signInPage).isEqualTo("/login?from=app&return_to=%2Fme");
            browser.setCookie(ACCESS_COOKIE, "an-old-one");

            assertThat(location(browser.signIn(signInPage, RIGHT))).isEqualTo("/me");
        }
    }

    @Test
    void aSignInPageThatNeedsATokenSendsNobodyRoundInCircles() {
        try (WebApplication application = startWith(
                Closed.class,
                "symbolon.storage=memory",
                "symbolon.web.transports=cookie",
                "symbolon.web.sign-in-page=/login")) {
            Client browser = application.client();
            assertThat(location(browser.visit("/me"))).isEqualTo("/login?return_to=%2Fme");

            HttpResponse<String> page = browser.visit("/login?return_to=%2Fme");

            assertThat(page.statusCode()).isEqualTo(401);
            assertThat(page.body()).contains("You are signed out");
        }
    }

    private static WebApplication startWith(Class<?> configuration, String... settings) {
        return WebApplication.start(WebApplicationType.REACTIVE, configuration, settings);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class Application {
        @Bean
        SecurityWebFilterChain chain(
                ServerHttpSecurity http, SymbolonServerConfigurer symbolon, SessionServerSignInHandler signIn) {
            return formLogin(symbolon.configure(http), signIn).build();
        }

        @Bean
        MapReactiveUserDetailsService users() {
            return ReactiveFormLoginTest.users();
        }

        @Bean
        SessionManagerCustomizer clock() {
            return builder -> builder.clock(CLOCK);
        }

        @Bean
        UserSessionStorage storage() {
            return new InMemoryUserSessionStorage(CLOCK);
        }
    }

    /** As for {@code oauth2Login}, whose {@code state} was checked. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class Checked {
        @Bean
        SecurityWebFilterChain chain(
                ServerHttpSecurity http, SymbolonServerConfigurer symbolon, SessionServerSignInHandler signIn) {
            return formLogin(
                            symbolon.configure(http).csrf(csrf -> csrf.disable()),
                            signIn.withoutOriginCheck()
                                    .withOptions(who -> CreateOptions.defaults().withClaims(Map.of("tenant", "acme"))))
                    .build();
        }

        @Bean
        MapReactiveUserDetailsService users() {
            return ReactiveFormLoginTest.users();
        }
    }

    /** Forgot that people without a token come to the sign-in page. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class Closed {
        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http, SymbolonServerConfigurer symbolon) {
            return symbolon.configure(http)
                    .authorizeExchange(requests -> requests.anyExchange().authenticated())
                    .build();
        }
    }

    private static ServerHttpSecurity formLogin(ServerHttpSecurity http, SessionServerSignInHandler signIn) {
        return http.formLogin(login -> login.authenticationSuccessHandler(signIn))
                .authorizeExchange(requests -> requests.pathMatchers("/login")
                        .permitAll()
                        .anyExchange()
                        .authenticated());
    }

    private static MapReactiveUserDetailsService users() {
        return new MapReactiveUserDetailsService(User.withUsername("alice")
                .password("{noop}wonderland")
                .authorities("ROLE_USER", "orders:read")
                .build());
    }

    @RestController
    static class Pages {
        /** Hands nothing on. */
        @GetMapping("/login")
        Mono<String> signInPage(ServerWebExchange exchange) {
            Mono<CsrfToken> token = exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
            return token.map(csrf -> "<input name=\"_csrf\" value=\"" + csrf.getToken() + "\">")
                    .defaultIfEmpty("");
        }

        @GetMapping("/me")
        Mono<String> me(Mono<Principal> principal) {
            return principal
                    .cast(Authentication.class)
                    .map(who -> who.getName() + " "
                            + who.getAuthorities().stream()
                                    .map(authority -> authority.getAuthority())
                                    .sorted()
                                    .toList());
        }
    }
}
