package io.symbolon.spring.autoconfigure;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.CreateOptions;
import io.symbolon.spring.SignInOptions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

/** A sign-in page with a box "remember me": without it the browser forgets the cookies when it closes. */
class RememberMeTest {
    private static WebApplication application;

    @BeforeAll
    static void start() {
        application = WebApplication.start(
                Application.class,
                "symbolon.web.transports=cookie",
                "symbolon.clients.remembered.idle=30d",
                "symbolon.clients.once.idle=1h",
                "symbolon.clients.once.until-browser-closes=true");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void theCookiesEndWithTheBrowserUnlessTheBoxIsTicked() {
        String name = "username=alice&password=wonderland";
        List<String> once = cookiesOf(name);
        List<String> remembered = cookiesOf(name + "&remember-me=on");

        assertThat(once).hasSize(2).noneMatch(cookie -> cookie.contains("Max-Age"));
        assertThat(remembered).hasSize(2).allMatch(cookie -> cookie.matches(".*; Max-Age=25(91\\d{3}|92000);.*"));
    }

    /** Without what clears cookies at a former path. */
    private static List<String> cookiesOf(String form) {
        return application.client().post("/login", form).headers().allValues("Set-Cookie").stream()
                .filter(cookie -> !cookie.contains("Max-Age=0;"))
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(FormLoginApplication.Pages.class)
    static class Application {
        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(User.withUsername("alice")
                    .password("{noop}wonderland")
                    .roles("USER")
                    .build());
        }

        @Bean
        SignInOptions rememberMe() {
            return new SignInOptions() {
                @Override
                public CreateOptions of(Authentication authentication) {
                    return CreateOptions.defaults().withClient("once");
                }

                @Override
                public CreateOptions of(Authentication authentication, HttpServletRequest request) {
                    boolean isTicked = request.getParameter("remember-me") != null;
                    return CreateOptions.defaults().withClient(isTicked ? "remembered" : "once");
                }
            };
        }

        @Bean
        SecurityFilterChain pages(HttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .with(symbolon(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(withDefaults())
                    .build();
        }
    }
}
