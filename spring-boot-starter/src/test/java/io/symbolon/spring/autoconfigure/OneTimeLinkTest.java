package io.symbolon.spring.autoconfigure;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.JwtUserSessionManager;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.ott.OneTimeTokenGenerationSuccessHandler;

/** Spring Security's one-time tokens, sent as links: anybody can send one, so a link alone signs nobody in. */
class OneTimeLinkTest {
    private static final String ACCESS = "__Host-access-token";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final AtomicReference<String> MAIL = new AtomicReference<>("");

    private static WebApplication application;

    @BeforeAll
    static void start() {
        application = WebApplication.start(Application.class, "symbolon.web.transports=cookie");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none", ""})
    void aLinkShowsAButtonAndTheButtonSignsIn(String site) {
        Client person = application.client();
        String token = askForLink(person);

        HttpResponse<String> page = person.visit("/login/ott?token=" + token, site);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(person.cookie(ACCESS)).isEmpty();

        Matcher csrf = CSRF.matcher(page.body());
        assertThat(csrf.find()).isTrue();
        HttpResponse<String> answer = person.submit("/login/ott", "token=" + token + "&_csrf=" + csrf.group(1));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(person.visit("/page").body()).isEqualTo("<h1>alice</h1>");
    }

    @Test
    void anAttackersTokenThatAnotherSiteSendsSignsNobodyIn() {
        Client attacker = application.client();
        String token = askForLink(attacker);
        int before = application.bean(JwtUserSessionManager.class).list("alice").size();
        Client victim = application.client();
        assertThat(victim.submit("/login/ott", "token=" + token, "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(victim.cookie(ACCESS)).isEmpty();
        assertThat(application.bean(JwtUserSessionManager.class).list("alice")).hasSize(before);
    }

    private static String askForLink(Client client) {
        Matcher csrf = CSRF.matcher(client.visit("/login", "none").body());
        assertThat(csrf.find()).isTrue();
        client.submit("/ott/generate", "username=alice&_csrf=" + csrf.group(1));
        return String.valueOf(MAIL.get());
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
        OneTimeTokenGenerationSuccessHandler mail() {
            return (request, response, token) -> {
                MAIL.set(token.getTokenValue());
                response.getWriter().write("look into your mail");
            };
        }

        @Bean
        SecurityFilterChain pages(HttpSecurity http) {
            return http.with(symbolon(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(withDefaults())
                    .oneTimeTokenLogin(withDefaults())
                    .build();
        }
    }
}
