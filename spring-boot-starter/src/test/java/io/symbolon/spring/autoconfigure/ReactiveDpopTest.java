package io.symbolon.spring.autoconfigure;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import io.symbolon.spring.SymbolonServerConfigurer;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A program with DPoP (RFC 9449) and reactive applications with Spring Security, on Reactor Netty. */
class ReactiveDpopTest {
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfAManager extends ProvedRequestsContract {
        private WebApplication application;

        @BeforeAll
        void start() {
            application = WebApplication.start(
                    WebApplicationType.REACTIVE,
                    Login.class,
                    "symbolon.web.transports=cookie,bearer",
                    "symbolon.web.open-paths=/open");
        }

        @AfterAll
        void stop() {
            application.close();
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
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfAVerifier extends ProvedRequestsContract {
        private final JwtUserSessionManager issuer = Issuer.start();
        private WebApplication application;

        @BeforeAll
        void start(@TempDir Path folder) throws IOException {
            Path jwks = Files.writeString(folder.resolve("jwks.json"), issuer.jwks());
            application = WebApplication.startVerifier(
                    WebApplicationType.REACTIVE,
                    Application.class,
                    "symbolon.verifier.jwks=file:" + jwks,
                    "symbolon.verifier.revocations=none",
                    "symbolon.web.transports=cookie,bearer",
                    "symbolon.web.open-paths=/open");
        }

        @AfterAll
        void stop() {
            application.close();
            issuer.close();
        }

        @Override
        WebApplication application() {
            return application;
        }

        @Override
        JwtUserSessionManager issuer() {
            return issuer;
        }

        @Override
        String nonce() {
            return "";
        }
    }

    /** Another service, which signs users in. */
    static final class Issuer {
        private Issuer() {}

        static JwtUserSessionManager start() {
            return JwtUserSessionManager.builder()
                    .issuer("https://login.example.com")
                    .audience("https://api.example.com")
                    .signingKeys(SigningKeys.generate(JwsAlgorithm.ES256))
                    .refreshTokenKeys(RefreshTokenKeys.generate())
                    .storage(new InMemoryUserSessionStorage())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Application.class)
    static class Login {
        @Bean
        UserSessionStorage storage() {
            return new InMemoryUserSessionStorage();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class Application {
        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http, SymbolonServerConfigurer symbolon) {
            return symbolon.configure(http)
                    .authorizeExchange(requests -> requests.pathMatchers("/open")
                            .permitAll()
                            .pathMatchers("/orders")
                            .hasRole("ORDERS")
                            .pathMatchers("/admin")
                            .hasRole("ADMIN")
                            .anyExchange()
                            .authenticated())
                    .build();
        }
    }

    @RestController
    static class Pages {
        @GetMapping({"/me", "/orders", "/admin"})
        Mono<String> me(Mono<Principal> principal) {
            return principal.map(Principal::getName);
        }

        @PostMapping("/me")
        Mono<String> act() {
            return Mono.just("done");
        }

        @GetMapping("/open")
        Mono<String> open() {
            return Mono.just("open");
        }
    }
}
