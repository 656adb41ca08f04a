package io.symbolon.spring.autoconfigure;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.spring.SessionEndpointsMatcher;
import io.symbolon.storage.UserSessionStorage;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A resource server as Spring Security's users write it, with nothing of Symbolon in its chain but open endpoints. */
class ResourceServerTest {
    private static final CutStorage SERVER = new CutStorage();
    private static WebApplication application;

    @BeforeAll
    static void start() {
        application = WebApplication.start(Application.class, "symbolon.reject-after=300ms");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void aSessionsTokenIsAJwtPrincipal() {
        SessionTokens tokens = signIn("read");

        HttpResponse<String> answer =
                application.client().bearer(tokens.accessToken()).get("/me");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("alice " + tokens.sessionId())
                .contains("https://login.example.com")
                .contains("[https://api.example.com]");
    }

    @Test
    void scopesAreAuthorities() {
        Client reader = application.client().bearer(signIn("read").accessToken());
        Client writer = application.client().bearer(signIn("read write").accessToken());

        assertThat(reader.get("/write").statusCode()).isEqualTo(403);
        assertThat(writer.get("/write").statusCode()).isEqualTo(200);
    }

    @Test
    void methodSecurityWorks() {
        assertThat(application
                        .client()
                        .bearer(signIn("read").accessToken())
                        .get("/audit")
                        .statusCode())
                .isEqualTo(403);
        assertThat(application
                        .client()
                        .bearer(signIn("audit").accessToken())
                        .get("/audit")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTokenOfAnEndedSessionIsRefused() {
        SessionTokens tokens = signIn("read");
        Client client = application.client().bearer(tokens.accessToken());
        assertThat(client.get("/me").statusCode()).isEqualTo(200);

        manager().revoke(tokens.sessionId());

        HttpResponse<String> answer = client.get("/me");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).contains("invalid_token"));
    }

    @Test
    void withoutATokenOrWithAForgedOneNobodyGetsIn() {
        String token = signIn("read").accessToken();
        String forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(86);

        assertThat(application.client().get("/me").statusCode()).isEqualTo(401);
        assertThat(application.client().bearer(forged).get("/me").statusCode()).isEqualTo(401);
    }

    @Test
    void theEndpointsRefreshAndSignOut() {
        SessionTokens tokens = signIn("read");

        HttpResponse<String> answer = application
                .client()
                .postJson("/session/refresh", "{\"refresh_token\":\"" + tokens.refreshToken() + "\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("access_token");
        assertThat(application
                        .client()
                        .bearer(tokens.accessToken())
                        .postJson("/session/sign-out", "{}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(manager().find(tokens.sessionId())).isEmpty();
        assertThat(application.client().get("/.well-known/jwks.json").body()).contains("\"keys\"");
    }

    @Test
    void aStaleNodeAnswers503() {
        Client client = application.client().bearer(signIn("read").accessToken());
        SERVER.cut(true);
        try {
            await().untilAsserted(() -> {
                HttpResponse<String> answer = client.get("/me");
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).contains("STALE_NODE").contains("RETRY");
            });
        } finally {
            SERVER.cut(false);
        }
        await().until(() -> client.get("/me").statusCode() == 200);
    }

    private static JwtUserSessionManager manager() {
        return application.bean(JwtUserSessionManager.class);
    }

    private static SessionTokens signIn(String scope) {
        return manager()
                .create("alice", SessionContext.of("203.0.113.7"), CreateOptions.claims(Map.of("scope", scope)));
    }

    @RestController
    static class Pages {
        @GetMapping("/me")
        String me(@AuthenticationPrincipal Jwt jwt) {
            return jwt.getSubject() + " " + jwt.getClaimAsString("sid") + " " + jwt.getIssuer() + " "
                    + jwt.getAudience() + " " + jwt.getExpiresAt();
        }

        @GetMapping("/write")
        String write() {
            return "written";
        }

        @GetMapping("/audit")
        @PreAuthorize("hasAuthority('SCOPE_audit')")
        String audit() {
            return "audited";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableMethodSecurity
    @Import(Pages.class)
    static class Application {
        @Bean
        UserSessionStorage storage() {
            return SERVER.node();
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http, SessionEndpointsMatcher sessionEndpoints) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers(sessionEndpoints)
                            .permitAll()
                            .requestMatchers("/write")
                            .hasAuthority("SCOPE_write")
                            .anyRequest()
                            .authenticated())
                    .csrf(csrf -> csrf.ignoringRequestMatchers(sessionEndpoints))
                    .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                    .build();
        }
    }
}
