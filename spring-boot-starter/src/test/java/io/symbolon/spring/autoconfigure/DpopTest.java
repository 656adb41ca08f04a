package io.symbolon.spring.autoconfigure;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.Binding;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionTokens;
import io.symbolon.web.AccessTokenFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A program with DPoP (RFC 9449) and a servlet application with {@code symbolon()}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DpopTest extends ProvedRequestsContract {
    private WebApplication application;

    @BeforeAll
    void start() {
        application = WebApplication.start(
                Application.class,
                "symbolon.web.transports=cookie,bearer",
                "symbolon.web.bind-sessions=true",
                "symbolon.web.open-paths=/open");
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void withoutANonceTheAnswerIsAChallengeWithOne() {
        SessionTokens tokens = bound();

        for (String proof : List.of("", proof("GET", "/me", tokens, ""))) {
            HttpResponse<String> answer = get("/me", tokens, proof);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("DPoP ")
                    .contains("error=\"use_dpop_nonce\"");
            String given = answer.headers().firstValue("DPoP-Nonce").orElseThrow();
            assertThat(get("/me", tokens, proof("GET", "/me", tokens, given)).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theApplicationFindsTheKeyThatWasProved() {
        SessionTokens tokens = bound();

        assertThat(get("/kind", tokens, proof("GET", "/kind", tokens)).body()).isEqualTo("Dpop");
        assertThat(application
                        .client()
                        .bearer(signIn().accessToken())
                        .get("/kind")
                        .body())
                .isEqualTo("none");
    }

    @Test
    void aSessionThatWasEndedIsRefusedWithItsProof() {
        SessionTokens tokens = bound();
        issuer().revoke(tokens.sessionId());

        assertThat(get("/me", tokens, proof("GET", "/me", tokens)).body()).contains("REVOKED");
    }

    @Test
    void aPlainResourceServerStillRefusesWhatItCannotProve() {
        SessionTokens tokens = bound();

        assertThat(get("/plain/me", tokens, proof("GET", "/plain/me", tokens)).statusCode())
                .isEqualTo(401);
    }

    @Override
    WebApplication application() {
        return application;
    }

    @Override
    JwtUserSessionManager issuer() {
        return application.bean(JwtUserSessionManager.class);
    }

    @Override
    String nonce() {
        return issuer().dpopNonce();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({ProvedPages.class, KindPage.class})
    static class Application {
        @Bean
        @Order(1)
        SecurityFilterChain plain(HttpSecurity http) {
            return http.securityMatcher("/plain/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                    .build();
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return ProvedPages.rules(http.with(symbolon(), withDefaults())).build();
        }
    }

    @RestController
    static class KindPage {
        @GetMapping({"/kind", "/plain/me"})
        String kind(HttpServletRequest request) {
            return AccessTokenFilter.accessToken(request)
                    .flatMap(token -> token.binding())
                    .map(Binding::getClass)
                    .map(Class::getSimpleName)
                    .orElse("none");
        }
    }
}
