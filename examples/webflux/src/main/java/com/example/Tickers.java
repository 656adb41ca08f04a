package com.example;

import io.symbolon.CreateOptions;
import io.symbolon.spring.SymbolonServerConfigurer;
import io.symbolon.webflux.WebFluxSessions;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.UserDetailsRepositoryReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A reactive API. Refresh, sign-out and the list of sessions are Symbolon's endpoints. */
@SpringBootApplication
public class Tickers {
    public static void main(String[] args) {
        SpringApplication.run(Tickers.class, args);
    }

    @Bean
    SecurityWebFilterChain api(ServerHttpSecurity http, SymbolonServerConfigurer symbolon) {
        return symbolon.configure(http)
                .authorizeExchange(requests -> requests.pathMatchers("/sign-in")
                        .permitAll()
                        .anyExchange()
                        .hasRole("MEMBER"))
                // No cookie signs a request in, so no other site can send one in a person's name.
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    MapReactiveUserDetailsService users(PasswordEncoder passwords) {
        return new MapReactiveUserDetailsService(User.withUsername("ada")
                .password(passwords.encode("analytical engine"))
                .roles("MEMBER")
                .build());
    }

    @Bean
    PasswordEncoder passwords() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    record Credentials(String name, String password) {
        /** Frameworks log what they read. */
        @Override
        public String toString() {
            return "Credentials[name=" + name + "]";
        }
    }

    record Tick(int number, String reader) {}

    @RestController
    static class Controller {
        private final UserDetailsRepositoryReactiveAuthenticationManager authentication;
        private final WebFluxSessions sessions;

        Controller(MapReactiveUserDetailsService users, WebFluxSessions sessions) {
            this.authentication = new UserDetailsRepositoryReactiveAuthenticationManager(users);
            this.sessions = sessions;
        }

        /** Answers with an access token and a refresh token. */
        @PostMapping("/sign-in")
        Mono<Void> signIn(@RequestBody Credentials credentials, ServerWebExchange exchange) {
            return authentication
                    .authenticate(UsernamePasswordAuthenticationToken.unauthenticated(
                            credentials.name(), credentials.password()))
                    .flatMap(user -> sessions.signIn(user.getName(), options(user), exchange))
                    .then();
        }

        @ExceptionHandler
        ProblemDetail wrong(AuthenticationException refused) {
            return ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, "The name or the password is wrong.");
        }

        @GetMapping(path = "/ticks", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<Tick> ticks(@AuthenticationPrincipal Jwt token) {
            return Flux.range(0, 3)
                    .delayElements(Duration.ofMillis(50))
                    .map(number -> new Tick(number, token.getSubject()));
        }

        private static CreateOptions options(Authentication user) {
            List<String> roles = user.getAuthorities().stream()
                    .map(authority -> authority.getAuthority())
                    .filter(authority -> authority != null && authority.startsWith("ROLE_"))
                    .toList();
            return CreateOptions.defaults().withAuthorities(roles);
        }
    }
}
