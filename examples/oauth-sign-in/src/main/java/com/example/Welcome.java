package com.example;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.springframework.security.config.Customizer.withDefaults;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** People sign in by a provider, once. From then on the session is the application's own. */
@SpringBootApplication
public class Welcome {
    public static void main(String[] args) {
        SpringApplication.run(Welcome.class, args);
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.with(symbolon(), withDefaults())
                .authorizeHttpRequests(requests -> requests.requestMatchers("/", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2Login(withDefaults())
                .logout(logout -> logout.logoutSuccessUrl("/"))
                .build();
    }

    @RestController
    static class Controller {
        @GetMapping("/")
        String welcome() {
            return "<h1>Welcome</h1><a href=/account>Your account</a>";
        }

        /** The subject is the provider's number for the person. Of several providers, put their name before it. */
        @GetMapping("/account")
        String account(@AuthenticationPrincipal Jwt token, CsrfToken csrf) {
            return "<h1>The account of " + HtmlUtils.htmlEscape(token.getSubject()) + "</h1>"
                    + "<form method=post action=/session/logout><input type=hidden name=" + csrf.getParameterName()
                    + " value=" + csrf.getToken() + "><button>Sign out</button></form>";
        }
    }
}
