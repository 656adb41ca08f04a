package io.symbolon.spring.autoconfigure;

import java.security.Principal;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The pages of a {@link ProvedRequestsContract} in servlets. */
@RestController
class ProvedPages {
    /** Who may see them. */
    static HttpSecurity rules(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/open")
                .permitAll()
                .requestMatchers("/orders")
                .hasRole("ORDERS")
                .requestMatchers("/admin")
                .hasRole("ADMIN")
                .anyRequest()
                .authenticated());
    }

    @GetMapping({"/me", "/orders", "/admin"})
    String me(Principal principal) {
        return principal.getName();
    }

    @PostMapping("/me")
    String act() {
        return "done";
    }

    @GetMapping("/open")
    String open() {
        return "open";
    }
}
