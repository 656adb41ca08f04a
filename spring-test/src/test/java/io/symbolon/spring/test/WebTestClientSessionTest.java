package io.symbolon.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.spring.SymbolonServerConfigurer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

class WebTestClientSessionTest {
    private final ReactiveWebApplicationContextRunner application = new ReactiveWebApplicationContextRunner()
            .withUserConfiguration(Orders.class)
            .withPropertyValues(
                    "symbolon.issuer=https://login.example.com",
                    "symbolon.audience=orders",
                    "symbolon.generate-keys=true",
                    "symbolon.storage=memory");

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "cookie", "split-cookie"})
    void aRequestWithASessionIsTheUsers(String transport) {
        CreateOptions atAcme = CreateOptions.claims(Map.of("tenant", "acme"));

        application
                .withPropertyValues("symbolon.web.transports=" + transport)
                .run(context -> client(context)
                        .mutateWith(WebTestClientSession.of("ada", atAcme))
                        .get()
                        .uri("/orders")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .isEqualTo("orders of ada at acme"));
    }

    @Test
    void aRequestWithoutASessionIsRefused() {
        application.run(context ->
                client(context).get().uri("/orders").exchange().expectStatus().isUnauthorized());
    }

    @Test
    void authoritiesDecide() {
        CreateOptions admin = CreateOptions.defaults().withAuthorities(List.of("ROLE_ADMIN"));

        application.run(context -> {
            client(context)
                    .mutateWith(WebTestClientSession.of("ada"))
                    .get()
                    .uri("/admin")
                    .exchange()
                    .expectStatus()
                    .isForbidden();
            client(context)
                    .mutateWith(WebTestClientSession.of("grace", admin))
                    .get()
                    .uri("/admin")
                    .exchange()
                    .expectStatus()
                    .isOk();
        });
    }

    @Test
    void aSessionThatTheTestEndsIsRefused() {
        application.run(context -> {
            WebTestClientSession laptop = WebTestClientSession.of("ada");
            WebTestClient client = client(context).mutateWith(laptop);
            client.get().uri("/orders").exchange().expectStatus().isOk();
            client.get().uri("/orders").exchange().expectStatus().isOk();
            JwtUserSessionManager sessions = context.getBean(JwtUserSessionManager.class);
            assertThat(sessions.list("ada")).hasSize(1);

            sessions.revoke(laptop.tokens().sessionId());

            client.get().uri("/orders").exchange().expectStatus().isUnauthorized();
        });
    }

    @Test
    void aClientOfARunningServerIsRefusedWithWhatToDo() {
        WebTestClient client = WebTestClient.bindToServer().build();

        assertThatIllegalStateException()
                .isThrownBy(() -> client.mutateWith(WebTestClientSession.of("ada")))
                .withMessageContaining("application context");
    }

    private static WebTestClient client(ApplicationContext context) {
        return WebTestClient.bindToApplicationContext(context).build();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Orders {
        @Bean
        SecurityWebFilterChain api(ServerHttpSecurity http, SymbolonServerConfigurer symbolon) {
            return symbolon.configure(http)
                    .authorizeExchange(requests -> requests.pathMatchers("/admin")
                            .hasRole("ADMIN")
                            .anyExchange()
                            .authenticated())
                    .build();
        }

        @Bean
        Controller controller() {
            return new Controller();
        }
    }

    @RestController
    static class Controller {
        @GetMapping("/orders")
        Mono<String> orders(@AuthenticationPrincipal Jwt token) {
            return Mono.just("orders of " + token.getSubject() + " at "
                    + token.getClaims().get("tenant"));
        }

        @GetMapping("/admin")
        Mono<String> admin() {
            return Mono.just("admin");
        }
    }
}
