package com.example;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.web.WebSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An API for mobile clients. Refresh, sign-out and the list of sessions are Symbolon's endpoints. */
@SpringBootApplication
public class MobileApi {
    public static void main(String[] args) {
        SpringApplication.run(MobileApi.class, args);
    }

    @Bean
    SecurityFilterChain api(HttpSecurity http) {
        return http.with(symbolon(), withDefaults())
                .authorizeHttpRequests(requests -> requests.requestMatchers("/sign-in", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                // No cookie signs a request in, so no other site can send one in a person's name.
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    UserDetailsService users(PasswordEncoder passwords) {
        return new InMemoryUserDetailsManager(User.withUsername("ada")
                .password(passwords.encode("analytical engine"))
                .roles("MEMBER")
                .build());
    }

    @Bean
    PasswordEncoder passwords() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    AuthenticationManager authentication(AuthenticationConfiguration configuration) {
        return configuration.getAuthenticationManager();
    }

    record Credentials(String name, String password) {
        /** Frameworks log what they read. */
        @Override
        public String toString() {
            return "Credentials[name=" + name + "]";
        }
    }

    record Order(String item, String customer) {}

    @RestController
    static class Controller {
        private final AuthenticationManager authentication;
        private final WebSessions sessions;

        Controller(AuthenticationManager authentication, WebSessions sessions) {
            this.authentication = authentication;
            this.sessions = sessions;
        }

        /** Answers with an access token and a refresh token. */
        @PostMapping("/sign-in")
        void signIn(@RequestBody Credentials credentials, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            Authentication user = authentication.authenticate(
                    UsernamePasswordAuthenticationToken.unauthenticated(credentials.name(), credentials.password()));
            sessions.signIn(user.getName(), request, response);
        }

        @ExceptionHandler
        ProblemDetail wrong(AuthenticationException refused) {
            return ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, "The name or the password is wrong.");
        }

        @GetMapping("/orders")
        List<Order> orders(@AuthenticationPrincipal Jwt token) {
            return List.of(new Order("punched cards", token.getSubject()));
        }
    }
}
