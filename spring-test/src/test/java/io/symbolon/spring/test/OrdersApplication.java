package io.symbolon.spring.test;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.springframework.security.config.Customizer.withDefaults;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a user of the test help has written. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableMethodSecurity
class OrdersApplication {
    @Bean
    SecurityFilterChain api(HttpSecurity http) {
        return http.with(symbolon(), withDefaults())
                .authorizeHttpRequests(requests -> requests.requestMatchers("/admin")
                        .hasRole("ADMIN")
                        .anyRequest()
                        .authenticated())
                .build();
    }

    @Bean
    Accounts accounts() {
        return new Accounts();
    }

    static class Accounts {
        @PreAuthorize("hasRole('ADMIN')")
        String close(String account) {
            return account + " is closed";
        }
    }

    @RestController
    static class Orders {
        @GetMapping("/orders")
        String orders(@AuthenticationPrincipal Jwt token) {
            return "orders of " + token.getSubject() + " at "
                    + token.getClaims().get("tenant");
        }

        @PostMapping("/orders")
        String order(@AuthenticationPrincipal Jwt token) {
            return "ordered by " + token.getSubject();
        }

        @GetMapping("/admin")
        String admin() {
            return "admin";
        }
    }
}
