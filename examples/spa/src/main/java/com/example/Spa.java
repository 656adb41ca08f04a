package com.example;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.CreateOptions;
import io.symbolon.web.WebSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * A page of scripts and its API on one origin: sign in as ada, "analytical engine". Refresh, sign-out and the list of
 * sessions are Symbolon's endpoints; static/index.html uses them.
 */
@SpringBootApplication
public class Spa {
    private static final String[] OPEN = {"/", "/index.html", "/symbolon/*", "/api/sign-in", "/error"};

    public static void main(String[] args) {
        SpringApplication.run(Spa.class, args);
    }

    @Bean
    SecurityFilterChain api(HttpSecurity http) {
        return http.with(symbolon(), withDefaults())
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
                // Symbolon refuses unsafe requests with its cookies from other sites, and no other cookie signs
                // requests in.
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    PasswordEncoder passwords() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @RestController
    static class Controller {
        private final WebSessions sessions;
        private final PasswordEncoder passwords;
        private final Map<String, String> users;
        private final String nobodys;

        Controller(WebSessions sessions, PasswordEncoder passwords) {
            this.sessions = sessions;
            this.passwords = passwords;
            this.users = Map.of("ada", passwords.encode("analytical engine"));
            this.nobodys = passwords.encode("nobody has this one");
        }

        /** Answers with cookies. Whether there is such a user shows in neither the answer nor its time. */
        @PostMapping("/api/sign-in")
        void signIn(
                @RequestParam String name,
                @RequestParam String password,
                HttpServletRequest request,
                HttpServletResponse response)
                throws IOException {
            if (!passwords.matches(password, users.getOrDefault(name, nobodys))) {
                throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            }
            sessions.signIn(name, CreateOptions.defaults().withFactors("pwd"), request, response);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }

        @GetMapping("/api/orders")
        List<String> orders(@AuthenticationPrincipal Jwt token) {
            return List.of("the order of " + token.getSubject());
        }
    }
}
