package io.symbolon.spring.autoconfigure;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.spring.SessionManagerCustomizer;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import io.symbolon.testkit.SettableClock;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The form-login application of the documentation, with a clock that tests move. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(FormLoginApplication.Pages.class)
class FormLoginApplication {
    static WebApplication start(String... settings) {
        return WebApplication.startWithOwnStorage(FormLoginApplication.class, settings);
    }

    @Bean
    SettableClock movable() {
        return SettableClock.atNow();
    }

    @Bean
    UserSessionStorage sessionStorage(SettableClock movable) {
        return new InMemoryUserSessionStorage(movable);
    }

    @Bean
    SessionManagerCustomizer moved(SettableClock movable) {
        return manager -> manager.clock(movable);
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(User.withUsername("alice")
                .password("{noop}wonderland")
                .roles("USER")
                .build());
    }

    @Bean
    SecurityFilterChain pages(HttpSecurity http) {
        return http.with(symbolon(), withDefaults())
                .authorizeHttpRequests(requests -> requests.requestMatchers("/welcome")
                        .permitAll()
                        .requestMatchers("/admin")
                        .hasRole("ADMIN")
                        .anyRequest()
                        .authenticated())
                .formLogin(withDefaults())
                .build();
    }

    @RestController
    static class Pages {
        @GetMapping(
                path = {"/", "/page", "/admin"},
                produces = "text/html")
        String page(Authentication user) {
            return "<h1>" + user.getName() + "</h1>";
        }

        @GetMapping(path = "/welcome", produces = "text/html")
        String welcome(Authentication user) {
            return "<h1>" + (user == null ? "welcome" : "welcome " + user.getName()) + "</h1>";
        }

        @GetMapping(path = "/cached", produces = "text/html")
        String cached(HttpServletResponse response) {
            response.setHeader("Cache-Control", "public, max-age=600");
            return "<h1>the same for all</h1>";
        }

        @GetMapping(path = "/form", produces = "text/html")
        String form() {
            return "<form method=post action=/letters><input name=letter><button>send</button></form>";
        }

        @PostMapping(path = "/letters", produces = "text/html")
        String letter(@RequestParam String letter, Authentication user) {
            return "<h1>" + user.getName() + " wrote " + letter + "</h1>";
        }
    }
}
