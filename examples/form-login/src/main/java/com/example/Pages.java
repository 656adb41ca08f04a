package com.example;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.Device;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionId;
import io.symbolon.UserSession;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.HtmlUtils;

/** Pages with a sign-in form: sign in as ada, password "analytical engine", or as grace, "nanosecond", who is an admin. */
@SpringBootApplication
public class Pages {
    public static void main(String[] args) {
        SpringApplication.run(Pages.class, args);
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.with(symbolon(), withDefaults())
                .authorizeHttpRequests(requests -> requests.requestMatchers("/admin")
                        .hasRole("ADMIN")
                        .anyRequest()
                        .authenticated())
                .formLogin(withDefaults())
                .build();
    }

    @Bean
    UserDetailsService users(PasswordEncoder passwords) {
        return new InMemoryUserDetailsManager(
                User.withUsername("ada")
                        .password(passwords.encode("analytical engine"))
                        .roles("MEMBER")
                        .build(),
                User.withUsername("grace")
                        .password(passwords.encode("nanosecond"))
                        .roles("ADMIN")
                        .build());
    }

    @Bean
    PasswordEncoder passwords() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @RestController
    static class Controller {
        private final JwtUserSessionManager sessions;

        Controller(JwtUserSessionManager sessions) {
            this.sessions = sessions;
        }

        @GetMapping("/")
        String devices(@AuthenticationPrincipal Jwt token, CsrfToken csrf) {
            String devices = sessions.list(token.getSubject()).stream()
                    .map(session -> "<li>" + device(session) + (isCurrent(session, token) ? ": this one" : ""))
                    .collect(Collectors.joining());
            return "<h1>" + HtmlUtils.htmlEscape(token.getSubject()) + "</h1><ul>" + devices + "</ul>"
                    + button("/others/sign-out", "Sign out all others", csrf)
                    + button("/session/logout", "Sign out", csrf);
        }

        @PostMapping("/others/sign-out")
        RedirectView signOutOthers(@AuthenticationPrincipal Jwt token) {
            sessions.revokeOthers(SessionId.parse(token.getClaimAsString("sid")));
            return new RedirectView("/");
        }

        @GetMapping("/admin")
        String admin() {
            return "<h1>Administration</h1>";
        }

        private static boolean isCurrent(UserSession session, Jwt token) {
            return session.id().toString().equals(token.getClaimAsString("sid"));
        }

        /** What a client says of itself is escaped, always. */
        private static String device(UserSession session) {
            Device device = session.lastSeenFrom().device();
            return device == null ? "some device" : HtmlUtils.htmlEscape(device.name());
        }

        private static String button(String path, String text, CsrfToken csrf) {
            return "<form method=post action=" + path + "><input type=hidden name=" + csrf.getParameterName()
                    + " value=" + csrf.getToken() + "><button>" + text + "</button></form>";
        }
    }
}
