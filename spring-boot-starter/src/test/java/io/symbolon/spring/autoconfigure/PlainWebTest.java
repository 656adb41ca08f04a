package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.AccessToken;
import io.symbolon.web.AccessTokenFilter;
import io.symbolon.web.WebSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** An application without Spring Security, in a context path of its own. */
class PlainWebTest {
    private static WebApplication application;

    @BeforeAll
    static void start() {
        application = WebApplication.start(
                Application.class,
                "server.servlet.context-path=/app",
                "symbolon.web.filter=required",
                "symbolon.web.transports=bearer,cookie",
                "symbolon.web.open-paths=/sign-in,/public/*",
                "symbolon.web.path.sessions=/my/sessions",
                "symbolon.web.trusted-proxies=127.0.0.1");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void theFilterLetsOnlyAGoodTokenPass() {
        HttpResponse<String> answer = application.client().get("/app/me");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("TOKEN_MISSING");

        String token = field(
                "access_token", application.client().post("/app/sign-in", "").body());
        assertThat(application.client().bearer(token).get("/app/me").body()).isEqualTo("bob bob");
    }

    @Test
    void openPathsNeedNoToken() {
        assertThat(application.client().get("/app/public/page").body()).isEqualTo("welcome");
    }

    @Test
    void theEndpointsAreWhereThePropertiesSay() {
        String body = application.client().post("/app/sign-in", "").body();
        Client client = application.client().bearer(field("access_token", body));

        assertThat(client.get("/app/my/sessions").body()).contains("\"sessions\"");
        HttpResponse<String> refreshed = application
                .client()
                .postJson("/app/session/refresh", "{\"refresh_token\":\"" + field("refresh_token", body) + "\"}");
        assertThat(refreshed.statusCode()).isEqualTo(200);
        assertThat(client.post("/app/my/sessions/revoke-all", "").statusCode()).isBetween(200, 204);
        assertThat(client.get("/app/me").body()).contains("REVOKED");
    }

    @Test
    void aRefreshCookieThatDoesNotReachTheEndpointsStopsTheStart() {
        assertThatThrownBy(() -> WebApplication.start(
                        Application.class,
                        "symbolon.web.transports=cookie",
                        "symbolon.web.cookie.refresh-token-path=/elsewhere"))
                .hasStackTraceContaining("/elsewhere and does not reach /session/refresh");
    }

    private static String field(String name, String json) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        assertThat(found.find()).as(json).isTrue();
        return found.group(1);
    }

    @RestController
    static class Pages {
        private final WebSessions sessions;

        Pages(WebSessions sessions) {
            this.sessions = sessions;
        }

        @PostMapping("/sign-in")
        void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
            sessions.signIn("bob", request, response);
        }

        @GetMapping("/me")
        String me(@RequestAttribute(AccessTokenFilter.ATTRIBUTE) AccessToken token, Principal principal) {
            return token.subject() + " " + principal.getName();
        }

        @GetMapping("/public/page")
        String page() {
            return "welcome";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {
                ManagementWebSecurityAutoConfiguration.class,
                SecurityAutoConfiguration.class,
                SecurityFilterAutoConfiguration.class,
                ServletWebSecurityAutoConfiguration.class
            },
            // Of Spring Boot 4.1 and 4.0: each has one of them.
            excludeName = {
                "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration",
                "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration"
            })
    @Import(Pages.class)
    static class Application {}
}
