package io.symbolon.spring.autoconfigure;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.web.WebSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One-time links of an application's own, in the two ways of the documentation. */
class OwnLinkTest {
    private static final String ACCESS = "__Host-access-token";
    private static final WebApplication APPLICATION = WebApplication.start(
            Application.class, "symbolon.web.transports=cookie", "symbolon.web.open-paths=/links/*,/error");

    private final Client person = APPLICATION.client();

    @AfterAll
    static void stop() {
        APPLICATION.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none", ""})
    void aLinkThatIsBoundToItsBrowserSignsInFromWhereverItIsOpened(String site) {
        String link = person.post("/links/ask", "user=eve").body();
        HttpResponse<String> answer = person.visit("/links/bound?link=" + link, site);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(person.visit("/page").body()).isEqualTo("<h1>eve</h1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none", ""})
    void anAttackersLinkSignsNobodyIn(String site) {
        String link = APPLICATION.client().post("/links/ask", "user=attacker").body();
        person.post("/links/ask", "user=victim");
        assertThat(person.visit("/links/bound?link=" + link, site).statusCode()).isEqualTo(403);
        assertThat(person.cookie(ACCESS)).isEmpty();
    }

    @Test
    void aLinkWithAButtonSignsInByTheButtonOnly() {
        String link = APPLICATION.client().post("/links/ask", "user=eve").body();
        assertThat(person.visit("/links/button?link=" + link, "cross-site").body())
                .contains("<button>");
        assertThat(person.cookie(ACCESS)).isEmpty();
        assertThat(person.submit("/links/button", "link=" + link, "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(person.cookie(ACCESS)).isEmpty();
        String another = APPLICATION.client().post("/links/ask", "user=eve").body();
        assertThat(person.submit("/links/button", "link=" + another).statusCode())
                .isEqualTo(200);
        assertThat(person.visit("/page").body()).isEqualTo("<h1>eve</h1>");
    }

    private record Link(String user, String browser) {}

    @RestController
    static class Links {
        private final Map<String, Link> links = new ConcurrentHashMap<>();
        private final WebSessions web;

        Links(WebSessions web) {
            this.web = web;
        }

        /** Instead of a mail. */
        @PostMapping("/links/ask")
        String ask(@RequestParam String user, HttpServletResponse response) {
            String browser = UUID.randomUUID().toString();
            String link = UUID.randomUUID().toString();
            links.put(link, new Link(user, browser));
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    "__Host-browser=" + browser + "; Path=/; Max-Age=900; Secure; HttpOnly; SameSite=Lax");
            return link;
        }

        @GetMapping("/links/bound")
        void bound(
                @RequestParam String link,
                @CookieValue("__Host-browser") String browser,
                HttpServletRequest request,
                HttpServletResponse response)
                throws IOException {
            Optional<Link> found = Optional.ofNullable(links.remove(link))
                    .filter(kept -> kept.browser().equals(browser));
            if (found.isPresent()) {
                web.withoutOriginCheck().signIn(found.get().user(), request, response);
            } else {
                response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            }
        }

        @GetMapping(path = "/links/button", produces = "text/html")
        String button(@RequestParam String link) {
            return links.containsKey(link) ? "<form method=post><button>Sign in</button></form>" : "";
        }

        @PostMapping("/links/button")
        void pressed(@RequestParam String link, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            Link found = links.remove(link);
            if (found != null) {
                web.signIn(found.user(), request, response);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({FormLoginApplication.Pages.class, Links.class})
    static class Application {
        @Bean
        SecurityFilterChain pages(HttpSecurity http) {
            return http.with(symbolon(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/links/*")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }
    }
}
