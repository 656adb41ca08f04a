package com.example;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.springframework.security.config.Customizer.withDefaults;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service that accepts the tokens of another one. It has no signing key, and only reads where sessions are kept. */
@SpringBootApplication
public class Invoices {
    public static void main(String[] args) {
        SpringApplication.run(Invoices.class, args);
    }

    @Bean
    SecurityFilterChain api(HttpSecurity http) {
        return http.with(symbolon(), withDefaults())
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    record Invoice(String customer, int cents) {}

    @RestController
    static class Controller {
        @GetMapping("/invoices")
        List<Invoice> invoices(@AuthenticationPrincipal Jwt token) {
            return List.of(new Invoice(token.getSubject(), 1_250));
        }
    }
}
