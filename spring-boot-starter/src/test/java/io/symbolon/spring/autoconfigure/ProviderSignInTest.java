package io.symbolon.spring.autoconfigure;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.web.browser.Chromium;
import java.net.http.HttpResponse;
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

/** Sign-ins that a provider sends back come from another site. They pass where their state was checked, and nothing else. */
class ProviderSignInTest {
    private static final String ACCESS = "__Host-access-token";
    private static final Pattern CONSENT = Pattern.compile("state=([^&]+)");

    private static StandInProvider provider;
    private static WebApplication application;

    @BeforeAll
    static void start() {
        provider = StandInProvider.start();
        String[] registration = provider.registration();
        String[] settings = new String[registration.length + 1];
        System.arraycopy(registration, 0, settings, 0, registration.length);
        settings[registration.length] = "symbolon.web.transports=cookie";
        application = WebApplication.start(Application.class, settings);
    }

    @AfterAll
    static void stop() {
        application.close();
        provider.close();
    }

    @Test
    void inARealBrowserAProvidersSignInStartsASessionAndLeadsBack() {
        String origin = "http://127.0.0.1:" + application.port();
        try (Chromium chromium = Chromium.launch();
                BrowserContext profile = chromium.profileWithoutScripts()) {
            Page page = profile.newPage();
            page.navigate(origin + "/page?order=7");
            assertThat(page.url()).startsWith(origin + "/login");
            page.click("text=stub");
            assertThat(page.url()).startsWith(provider.origin());
            page.click("#consent");
            assertThat(page.url()).isEqualTo(origin + "/page?order=7");
            assertThat(page.textContent("h1")).isEqualTo("grace");
            assertThat(profile.cookies()).extracting(cookie -> cookie.name).contains(ACCESS);
        }
    }

    /** The last is a browser that sends no Fetch Metadata. */
    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "same-origin", ""})
    void aCheckedStateIsEnoughFromWhereverItComes(String site) {
        Client person = application.client();
        String state = state(person);
        HttpResponse<String> answer = person.visit("/login/oauth2/code/stub?code=c1&state=" + state, site);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(person.cookie(ACCESS)).isNotEmpty();
        assertThat(person.visit("/page").body()).isEqualTo("<h1>grace</h1>");
    }

    @Test
    void whoHasASessionCanSignInByAProviderOnceMore() {
        Client person = application.client();
        person.visit("/login/oauth2/code/stub?code=c1&state=" + state(person), "cross-site");
        String before = person.cookie(ACCESS);
        person.visit("/login/oauth2/code/stub?code=c1&state=" + state(person), "same-site");
        assertThat(person.cookie(ACCESS)).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void aStateOfAnotherBrowserStartsNothing() {
        String attackers = state(application.client());
        int before = sessions();
        for (String query : new String[] {"code=c1&state=" + attackers, "code=c1&state=x", "code=c1"}) {
            Client victim = application.client();
            state(victim);
            victim.visit("/login/oauth2/code/stub?" + query, "cross-site");
            assertThat(victim.cookie(ACCESS)).isEmpty();
        }
        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void aFormOfAnotherSiteStillSignsNobodyIn() {
        Client victim = application.client();
        assertThat(victim.submit("/login", "username=alice&password=wonderland", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(victim.cookie(ACCESS)).isEmpty();
    }

    /** Goes to the provider, as far as its page of consent. */
    private static String state(Client person) {
        HttpResponse<String> redirect = person.visit("/oauth2/authorization/stub", "same-origin");
        Matcher state =
                CONSENT.matcher(redirect.headers().firstValue("Location").orElseThrow());
        assertThat(state.find()).isTrue();
        return state.group(1);
    }

    private static int sessions() {
        return application.bean(JwtUserSessionManager.class).list("grace").size();
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
        SecurityFilterChain pages(HttpSecurity http) {
            return http.with(symbolon(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .csrf(csrf -> csrf.disable())
                    .formLogin(withDefaults())
                    .oauth2Login(withDefaults())
                    .build();
        }
    }
}
