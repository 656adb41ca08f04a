package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationCause;
import io.symbolon.spring.SessionEndpointsMatcher;
import io.symbolon.spring.SessionEntryPoint;
import io.symbolon.spring.SessionSignInHandler;
import io.symbolon.spring.SessionSignOutHandler;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Form login and logout of a browser whose tokens travel in cookies. */
class FormLoginTest {
    private static final String ACCESS_COOKIE = "__Host-access-token";
    private static final String REFRESH_COOKIE = "__Secure-refresh-token";
    private static final String RIGHT = "username=alice&password=wonderland";

    private static WebApplication application;

    @BeforeAll
    static void start() {
        application = WebApplication.start(
                Application.class,
                "symbolon.web.transports=cookie",
                "symbolon.session-limit.maximum=20",
                "symbolon.session-limit.when-reached=reject-new");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void aFormLoginStartsASessionWhoseCookiesGetIn() {
        Client browser = application.client();
        HttpResponse<String> sentToLogin = browser.page("/me");
        assertThat(sentToLogin.statusCode()).isEqualTo(302);
        assertThat(sentToLogin.headers().firstValue("Location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith("/login"));

        HttpResponse<String> answer = browser.post("/login", RIGHT);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
        assertThat(browser.get("/me").body())
                .isEqualTo("alice [FACTOR_BEARER, FACTOR_PASSWORD, ROLE_USER, SCOPE_read]");
        assertThat(browser.get("/sessions").body()).contains("\"sessions\"");
    }

    @Test
    void aWrongPasswordStartsNothing() {
        Client browser = application.client();

        browser.post("/login", "username=alice&password=wrong");

        assertThat(browser.cookie(ACCESS_COOKIE)).isEmpty();
    }

    @Test
    void anotherSitesPageCanNeitherSignInNorAct() {
        Client browser = application.client();
        assertThat(browser.crossSitePost("/login", RIGHT).statusCode()).isEqualTo(403);
        assertThat(browser.cookie(ACCESS_COOKIE)).isEmpty();

        browser.post("/login", RIGHT);
        assertThat(browser.crossSitePost("/act", "").statusCode()).isEqualTo(403);
        assertThat(browser.crossSitePost("/session/logout", "").statusCode()).isEqualTo(403);
        assertThat(browser.post("/act", "").statusCode()).isEqualTo(200);
    }

    @Test
    void logoutEndsTheSessionAndClearsTheCookies() {
        Client browser = application.client();
        browser.post("/login", RIGHT);
        String stolen = browser.cookie(ACCESS_COOKIE);

        assertThat(browser.post("/session/logout", "").statusCode()).isEqualTo(302);

        assertThat(browser.cookie(ACCESS_COOKIE)).isEmpty();
        assertThat(browser.cookie(REFRESH_COOKIE)).isEmpty();
        browser.setCookie(ACCESS_COOKIE, stolen);
        assertThat(browser.get("/me").body()).contains("REVOKED").contains("SIGN_IN");
    }

    @Test
    void logoutWorksByTheRefreshTokenAlone() {
        Client browser = application.client();
        browser.post("/login", RIGHT);
        int before = manager().list("alice").size();
        browser.setCookie(ACCESS_COOKIE, "no.good.token");

        assertThat(browser.post("/session/logout", "").statusCode()).isEqualTo(302);

        assertThat(manager().list("alice")).hasSize(before - 1);
    }

    @Test
    void whoHasNoTokenIsSignedOutAlready() {
        assertThat(application.client().post("/session/logout", "").statusCode())
                .isEqualTo(302);
    }

    @Test
    void whoComesWithARevokedCookieCanSignInAgain() {
        Client browser = application.client();
        browser.post("/login", RIGHT);
        manager().revokeAll("alice", RevocationCause.ADMINISTRATOR);
        assertThat(browser.get("/me").body()).contains("ADMINISTRATOR");

        assertThat(browser.get("/login").statusCode()).isEqualTo(200);
        browser.post("/login", RIGHT);

        assertThat(browser.get("/me").statusCode()).isEqualTo(200);
    }

    @Test
    void oneSessionTooManyIsAConflict() {
        manager().revokeAll("alice");
        for (int i = 0; i < 20; i++) {
            assertThat(application.client().post("/login", RIGHT).statusCode()).isEqualTo(302);
        }

        HttpResponse<String> answer = application.client().post("/login", RIGHT);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        manager().revokeAll("alice");
    }

    private static JwtUserSessionManager manager() {
        return application.bean(JwtUserSessionManager.class);
    }

    @RestController
    static class Pages {
        @GetMapping("/me")
        String me(Authentication authentication) {
            return authentication.getName() + " "
                    + authentication.getAuthorities().stream()
                            .map(authority -> String.valueOf(authority.getAuthority()))
                            .sorted()
                            .toList();
        }

        @PostMapping("/act")
        String act() {
            return "done";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class Application {
        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(User.withUsername("alice")
                    .password("{noop}wonderland")
                    .authorities("ROLE_USER", "SCOPE_read")
                    .build());
        }

        @Bean
        SecurityFilterChain chain(
                HttpSecurity http,
                SessionEndpointsMatcher sessionEndpoints,
                SessionSignInHandler signIn,
                SessionSignOutHandler signOut,
                SessionEntryPoint entryPoint) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers(sessionEndpoints)
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    // Symbolon refuses other sites' requests by what browsers say of them.
                    .csrf(csrf -> csrf.disable())
                    .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .formLogin(login -> login.successHandler(signIn))
                    .logout(logout -> logout.logoutUrl("/session/logout").addLogoutHandler(signOut))
                    .oauth2ResourceServer(server -> server.jwt(withDefaults()).authenticationEntryPoint(entryPoint))
                    .build();
        }
    }
}
