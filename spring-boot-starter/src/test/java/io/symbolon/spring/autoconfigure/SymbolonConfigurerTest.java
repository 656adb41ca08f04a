package io.symbolon.spring.autoconfigure;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import io.symbolon.spring.SessionSignInHandler;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What one line sets up, in an application of three filter chains. */
class SymbolonConfigurerTest {
    private static final String ACCESS_COOKIE = "__Host-access-token";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static WebApplication application;

    @BeforeAll
    static void start() {
        application = WebApplication.start(
                Application.class,
                "symbolon.web.transports=cookie,bearer",
                "symbolon.web.open-paths=/login,/partners/login");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void theSignInPageStartsASessionAndNoServletSession() {
        Client browser = application.client();

        HttpResponse<String> answer = signIn(browser);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(browser.get("/me").body()).isEqualTo("alice");
        assertThat(browser.cookie("JSESSIONID")).isEmpty();
    }

    @Test
    void aSignInWithoutTheCsrfTokenOfThePageIsRefused() {
        Client browser = application.client();

        browser.post("/login", "username=alice&password=wonderland");

        assertThat(browser.cookie(ACCESS_COOKIE)).isEmpty();
    }

    @Test
    void aSignedInPageNeedsNoCsrfTokenAndAnotherSitesPageIsRefused() {
        Client browser = application.client();
        signIn(browser);

        assertThat(browser.post("/act", "").statusCode()).isEqualTo(200);
        assertThat(browser.crossSitePost("/act", "").statusCode()).isEqualTo(403);
    }

    @Test
    void theEndpointsAreOpenAndNeedNoCsrfToken() {
        Client browser = application.client();
        signIn(browser);

        assertThat(browser.post("/session/refresh", "").statusCode()).isEqualTo(204);
        assertThat(application.client().get("/.well-known/jwks.json").statusCode())
                .isEqualTo(200);
    }

    @Test
    void logoutEndsTheSession() {
        Client browser = application.client();
        signIn(browser);
        int before = manager().list("alice").size();

        assertThat(browser.post("/session/logout", "").statusCode()).isEqualTo(302);

        assertThat(manager().list("alice")).hasSize(before - 1);
        assertThat(browser.cookie(ACCESS_COOKIE)).isEmpty();
    }

    @Test
    void anotherChainWithTheSameLineAnswersProgramsWithProblems() {
        HttpResponse<String> answer = application.client().get("/api/me");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("TOKEN_MISSING");
        assertThat(bearer("ROLE_USER").get("/api/me").body()).isEqualTo("bob");
        assertThat(bearer("ROLE_USER").get("/api/admin").statusCode()).isEqualTo(403);
        assertThat(bearer("ROLE_ADMIN").get("/api/admin").statusCode()).isEqualTo(200);
    }

    @Test
    void methodSecuritySeesTheAuthorities() {
        assertThat(bearer("ROLE_USER").get("/api/audit").statusCode()).isEqualTo(403);
        assertThat(bearer("audit log").get("/api/audit").statusCode()).isEqualTo(200);
    }

    @Test
    void linesAfterItHaveTheLastWordAndSoHasAnOwnSuccessHandler() {
        Client browser = application.client();

        HttpResponse<String> answer = browser.post("/partners/login", "username=alice&password=wonderland");

        assertThat(answer.statusCode()).as("CSRF is off there").isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith("/partners/welcome"));
        assertThat(browser.get("/partners/me").body()).isEqualTo("alice");
        assertThat(browser.post("/partners/session/logout", "").statusCode())
                .as("logout was disabled before")
                .isEqualTo(404);
    }

    @Test
    void writtenTooLateItSaysWhere() {
        HttpSecurity http = application.bean(HttpSecurity.class);
        http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());

        assertThatThrownBy(() -> http.with(symbolon(), withDefaults()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before authorizeHttpRequests");
    }

    private static HttpResponse<String> signIn(Client browser) {
        Matcher token = CSRF.matcher(browser.page("/login").body());
        assertThat(token.find()).isTrue();
        return browser.post("/login", "username=alice&password=wonderland&_csrf=" + token.group(1));
    }

    private static Client bearer(String authority) {
        return application
                .client()
                .bearer(manager()
                        .create("bob", SessionContext.of("203.0.113.7"), withAuthority(authority))
                        .accessToken());
    }

    private static CreateOptions withAuthority(String authority) {
        return CreateOptions.defaults().withAuthorities(List.of(authority));
    }

    private static JwtUserSessionManager manager() {
        return application.bean(JwtUserSessionManager.class);
    }

    @RestController
    static class Pages {
        @GetMapping({"/me", "/api/me", "/api/admin", "/partners/me"})
        String me(Authentication authentication) {
            return authentication.getName();
        }

        @GetMapping("/api/audit")
        @PreAuthorize("hasAuthority('audit log')")
        String audit() {
            return "audited";
        }

        @PostMapping("/act")
        String act() {
            return "done";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableMethodSecurity
    @Import(Pages.class)
    static class Application {
        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(User.withUsername("alice")
                    .password("{noop}wonderland")
                    .roles("USER")
                    .build());
        }

        @Bean
        @Order(1)
        SecurityFilterChain api(HttpSecurity http) {
            return http.securityMatcher("/api/**")
                    .with(symbolon(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/api/admin")
                            .hasRole("ADMIN")
                            .anyRequest()
                            .authenticated())
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain partners(HttpSecurity http, SessionSignInHandler signIn) {
            return http.securityMatcher("/partners/**")
                    .logout(AbstractHttpConfigurer::disable)
                    .with(
                            symbolon(),
                            symbolon -> symbolon.successHandler(
                                    signIn.andThen(new SimpleUrlAuthenticationSuccessHandler("/partners/welcome"))))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .csrf(AbstractHttpConfigurer::disable)
                    .formLogin(form -> form.loginProcessingUrl("/partners/login"))
                    .build();
        }

        @Bean
        SecurityFilterChain pages(HttpSecurity http) {
            return http.with(symbolon(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(withDefaults())
                    .build();
        }
    }
}
