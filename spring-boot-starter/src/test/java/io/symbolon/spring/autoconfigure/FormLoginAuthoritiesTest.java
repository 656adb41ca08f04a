package io.symbolon.spring.autoconfigure;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.JwtUserSessionManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** G14 from a form to a controller: what somebody may do after the sign-in is what he might before. */
@ExtendWith(OutputCaptureExtension.class)
class FormLoginAuthoritiesTest {
    private static WebApplication application;

    @BeforeAll
    static void start() {
        application = WebApplication.start(Application.class, "symbolon.web.transports=cookie");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void g14AnAuthorityWithABlankIsNotTwo() {
        Client bob = signedIn("bob");

        assertThat(bob.get("/scope-admin").statusCode()).isEqualTo(403);
        assertThat(bob.get("/plain-admin").statusCode()).isEqualTo(403);
        assertThat(bob.get("/not-admin").statusCode()).isEqualTo(200);
    }

    @Test
    void g14APlainAuthorityIsNotAScope() {
        Client dan = signedIn("dan");

        assertThat(dan.get("/scope-admin").statusCode()).isEqualTo(403);
        assertThat(dan.get("/plain-admin").statusCode()).isEqualTo(200);
        assertThat(dan.get("/admin").statusCode()).isEqualTo(403);
    }

    @Test
    void g14ARoleIsARole() {
        assertThat(signedIn("ada").get("/admin").body()).isEqualTo("welcome");
    }

    @Test
    void g14OddTextsComeBackExactly() {
        assertThat(signedIn("cat").get("/authorities").body().split("\\|"))
                .containsExactlyInAnyOrder(
                        "SCOPE_SCOPE_a",
                        "x,y",
                        "tab\tsep",
                        "\u00fcn\u00ef",
                        "two  blanks",
                        "FACTOR_x",
                        "FACTOR_PASSWORD",
                        "FACTOR_BEARER");
    }

    @Test
    void g14ASignInWhoseAuthoritiesCannotBeKeptIsRefusedAndALogLineSaysWhy(CapturedOutput output) {
        Client eve = signedIn("eve");

        assertThat(eve.cookie("__Host-access-token")).isEmpty();
        assertThat(eve.page("/authorities").statusCode()).isEqualTo(303);
        assertThat(application.bean(JwtUserSessionManager.class).list("eve")).isEmpty();
        assertThat(output.getAll()).contains("could not keep its authorities").doesNotContain("broken");
    }

    private static Client signedIn(String name) {
        Client browser = application.client();
        browser.post("/login", "username=" + name + "&password=pw");
        return browser;
    }

    @RestController
    static class Pages {
        @GetMapping({"/admin", "/scope-admin", "/plain-admin", "/not-admin"})
        String page() {
            return "welcome";
        }

        @GetMapping(path = "/authorities", produces = "text/plain;charset=UTF-8")
        String authorities(Authentication authentication) {
            return String.join(
                    "|",
                    authentication.getAuthorities().stream()
                            .map(authority -> String.valueOf(authority.getAuthority()))
                            .toList());
        }
    }

    private record Authority(String getAuthority) implements GrantedAuthority {}

    /** Those of the reports, and one whose authority has no form in UTF-8. */
    private static UserDetails load(String name) {
        return switch (name) {
            case "ada" -> user(name).roles("ADMIN", "USER").build();
            case "bob" -> user(name).authorities("Not admin", "Store Manager").build();
            case "cat" ->
                user(name)
                        .authorities("SCOPE_SCOPE_a", "x,y", "tab\tsep", "\u00fcn\u00ef", "two  blanks", "FACTOR_x")
                        .build();
            case "dan" -> user(name).authorities("admin").build();
            case "eve" -> user(name).authorities(new Authority("broken \ud800")).build();
            default -> throw new UsernameNotFoundException("nobody");
        };
    }

    private static User.UserBuilder user(String name) {
        return User.withUsername(name).password("{noop}pw");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class Application {
        @Bean
        UserDetailsService users() {
            return FormLoginAuthoritiesTest::load;
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.with(symbolon(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/admin")
                            .hasRole("ADMIN")
                            .requestMatchers("/scope-admin")
                            .hasAuthority("SCOPE_admin")
                            .requestMatchers("/plain-admin")
                            .hasAuthority("admin")
                            .requestMatchers("/not-admin")
                            .hasAuthority("Not admin")
                            .anyRequest()
                            .authenticated())
                    .csrf(csrf -> csrf.disable())
                    .formLogin(withDefaults())
                    .build();
        }
    }
}
