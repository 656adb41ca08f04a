package io.symbolon.spring.autoconfigure;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;
import static org.springframework.security.core.authority.FactorGrantedAuthority.OTT_AUTHORITY;
import static org.springframework.security.core.authority.FactorGrantedAuthority.PASSWORD_AUTHORITY;

import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import io.symbolon.UserSession;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationManagerFactories;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.config.annotation.authorization.EnableMultiFactorAuthentication;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.ott.OneTimeTokenGenerationSuccessHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Spring Security's own rules for several factors, on tokens: nothing of them is changed for it. */
class MultiFactorTest {
    private static final String ACCESS = "__Host-access-token";
    private static final AtomicReference<String> MAIL = new AtomicReference<>("");

    private static WebApplication application;

    @BeforeAll
    static void start() {
        application = WebApplication.start(Application.class, "symbolon.web.transports=cookie");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @BeforeEach
    void nobodyIsSignedIn() {
        manager().revokeAll("alice");
        manager().revokeAll("bob");
    }

    @Test
    void oneFactorLeadsToTheOtherAndBackToThePageInOneSession() {
        Client person = application.client();
        person.signIn("/login", "username=alice&password=wonderland");

        HttpResponse<String> asked = person.visit("/page?of=two", "none");
        assertThat(asked.headers().firstValue("Location"))
                .hasValueSatisfying(place -> assertThat(place).contains("/login?factor.type=ott"));
        HttpResponse<String> second = person.submitFrom("/login", "/login/ott", "token=" + askForLink(person, "alice"));

        assertThat(second.headers().firstValue("Location")).contains("/page?of=two");
        assertThat(person.visit("/page?of=two", "none").body())
                .isEqualTo("<h1>alice [FACTOR_BEARER, FACTOR_OTT, FACTOR_PASSWORD, ROLE_USER]</h1>");
        List<UserSession> sessions = manager().list("alice");
        assertThat(sessions).as("the same one goes on").hasSize(1);
        assertThat(sessions.get(0).factors()).containsOnlyKeys("pwd", "ott");
    }

    @Test
    void aFactorOfAnotherUserStartsAnotherSessionAndEndsNone() {
        Client person = application.client();
        person.signIn("/login", "username=alice&password=wonderland");

        person.submitFrom("/login", "/login/ott", "token=" + askForLink(person, "bob"));

        assertThat(manager().list("alice")).hasSize(1);
        assertThat(manager().list("bob"))
                .singleElement()
                .satisfies(session -> assertThat(session.factors()).containsOnlyKeys("ott"));
        assertThat(person.visit("/page", "none").statusCode())
                .as("alice's password is not bob's")
                .isEqualTo(302);
    }

    @Test
    void aFactorForASessionThatHasEndedStartsANewOne() {
        Client person = application.client();
        person.signIn("/login", "username=alice&password=wonderland");
        String link = askForLink(person, "alice");
        manager().revokeAll("alice");

        person.submitFrom("/login", "/login/ott", "token=" + link);

        assertThat(manager().list("alice"))
                .singleElement()
                .satisfies(session -> assertThat(session.factors()).containsOnlyKeys("ott"));
    }

    @Test
    void aProgramIsToldWhichFactorIsMissing() {
        Client program = application.client();
        program.setCookie(ACCESS, token(Map.of("pwd", Instant.now())));

        HttpResponse<String> answer = program.script("/page");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .contains("FACTOR_MISSING")
                .contains("\"factor\":\"ott\"")
                .contains("STEP_UP");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).contains("insufficient_user_authentication"));
    }

    @Test
    void aFactorCountsAsLongAsItsRuleSays() {
        Instant now = Instant.now();
        Client fresh = application.client();
        fresh.setCookie(ACCESS, token(Map.of("pwd", now, "ott", now)));
        Client old = application.client();
        old.setCookie(ACCESS, token(Map.of("pwd", now.minus(Duration.ofHours(1)), "ott", now)));

        assertThat(fresh.script("/fresh").statusCode()).isEqualTo(200);
        assertThat(old.script("/page").statusCode()).isEqualTo(200);
        assertThat(old.script("/fresh").statusCode()).isEqualTo(401);
        assertThat(old.script("/fresh").body())
                .contains("FACTOR_TOO_OLD")
                .contains("\"factor\":\"pwd\"")
                .contains("\"max_age\":1800");
        assertThat(old.visit("/fresh", "none").headers().firstValue("Location"))
                .hasValueSatisfying(place -> assertThat(place).contains("/login?factor.type=password"));
    }

    private static String token(Map<String, Instant> factors) {
        return manager()
                .create(
                        "alice",
                        SessionContext.of("192.0.2.1"),
                        CreateOptions.defaults().withFactors(factors).withAuthorities(List.of("ROLE_USER")))
                .accessToken();
    }

    private static String askForLink(Client person, String name) {
        person.submitFrom("/login", "/ott/generate", "username=" + name);
        return String.valueOf(MAIL.get());
    }

    private static JwtUserSessionManager manager() {
        return application.bean(JwtUserSessionManager.class);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableMultiFactorAuthentication(authorities = {PASSWORD_AUTHORITY, OTT_AUTHORITY})
    static class Application {
        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("alice")
                            .password("{noop}wonderland")
                            .roles("USER")
                            .build(),
                    User.withUsername("bob")
                            .password("{noop}builder")
                            .roles("USER")
                            .build());
        }

        @Bean
        OneTimeTokenGenerationSuccessHandler mail() {
            return (request, response, token) -> {
                MAIL.set(token.getTokenValue());
                response.getWriter().write("look into your mail");
            };
        }

        @Bean
        SecurityFilterChain pages(HttpSecurity http) {
            AuthorizationManagerFactory<RequestAuthorizationContext> fresh =
                    AuthorizationManagerFactories.<RequestAuthorizationContext>multiFactor()
                            .requireFactor(factor -> factor.passwordAuthority().validDuration(Duration.ofMinutes(30)))
                            .build();
            return http.with(symbolon(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/fresh")
                            .access(fresh.authenticated())
                            .anyRequest()
                            .authenticated())
                    .formLogin(withDefaults())
                    .oneTimeTokenLogin(withDefaults())
                    .build();
        }

        @Bean
        PageController controller() {
            return new PageController();
        }
    }

    @RestController
    static class PageController {
        @GetMapping(
                path = {"/page", "/fresh"},
                produces = "text/html")
        String page(Authentication authentication) {
            return "<h1>" + authentication.getName() + " "
                    + authentication.getAuthorities().stream()
                            .map(String::valueOf)
                            .map(text -> text.replaceAll("FactorGrantedAuthority \\[authority=(\\w+).*", "$1"))
                            .sorted()
                            .toList()
                    + "</h1>";
        }
    }
}
