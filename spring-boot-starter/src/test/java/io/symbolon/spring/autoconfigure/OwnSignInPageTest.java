package io.symbolon.spring.autoconfigure;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.JwtUserSessionManager;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A sign-in page of the application's own, of which Symbolon learns from form login alone. */
class OwnSignInPageTest {
    private static final String RIGHT = "username=alice&password=wonderland";
    private static final WebApplication APPLICATION = WebApplication.start(
            Application.class,
            "symbolon.web.transports=cookie",
            "symbolon.web.open-paths=/error",
            "symbolon.web.trusted-proxies=127.0.0.1",
            "symbolon.web.cookie.application=one",
            "symbolon.web.cookie.persistent=false",
            "symbolon.web.cookie.former-paths=/old");

    private final Client person = APPLICATION.client();

    @AfterAll
    static void stop() {
        APPLICATION.close();
    }

    @Test
    void itIsReachedWithACookieThatIsNoLongerGood() {
        person.submit("/enter", RIGHT);
        String ended = person.cookie("__Host-one-access-token");
        APPLICATION.bean(JwtUserSessionManager.class).revokeAll("alice");

        assertThat(location(person.visit("/page"))).isEqualTo("/enter?return_to=%2Fpage");
        person.setCookie("__Host-one-access-token", ended);
        assertThat(person.visit("/enter?return_to=%2Fpage").body()).isEqualTo("back to /page");
    }

    @Test
    void itsFormMayHandTheWayBackOn() {
        assertThat(location(person.submit("/enter", RIGHT + "&return_to=%2Fpage%3Forder%3D7")))
                .isEqualTo("/page?order=7");
    }

    @Test
    void whatTheFormSaysCountsBeforeWhatWasKept() {
        person.visit("/enter?return_to=%2Fkept");
        assertThat(location(person.submit("/enter", RIGHT + "&return_to=%2Fsaid")))
                .isEqualTo("/said");
        assertThat(person.cookie("return-to")).isEmpty();
    }

    @Test
    void cookiesFollowTheirProperties() {
        HttpResponse<String> answer = person.submit("/enter", RIGHT);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("__Host-one-access-token=") && !cookie.contains("Max-Age"))
                .anyMatch(cookie -> cookie.startsWith("__Secure-one-refresh-token=") && cookie.contains("Path=/;"));
    }

    @Test
    void aTrustedProxysPrefixReachesCookiesAndTheWayBack() {
        Client outside = APPLICATION.client().with("X-Forwarded-Prefix", "/shop");
        assertThat(location(outside.visit("/page"))).isEqualTo("/shop/enter?return_to=%2Fshop%2Fpage");
        HttpResponse<String> answer = outside.submit("/enter", RIGHT + "&return_to=%2Fshop%2Fpage");
        assertThat(location(answer)).isEqualTo("/shop/page");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.contains("refresh-token=") && cookie.contains("Path=/shop;"));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @RestController
    static class Pages {
        @GetMapping(path = "/enter", produces = "text/html")
        String enter(@RequestParam(name = "return_to", defaultValue = "nowhere") String back) {
            return "back to " + back;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({FormLoginApplication.Pages.class, Pages.class})
    static class Application {
        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(User.withUsername("alice")
                    .password("{noop}wonderland")
                    .roles("USER")
                    .build());
        }

        /** In another order than the documentation has it. */
        @Bean
        SecurityFilterChain pages(HttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .formLogin(login -> login.loginPage("/enter").permitAll())
                    .with(symbolon(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }
    }
}
