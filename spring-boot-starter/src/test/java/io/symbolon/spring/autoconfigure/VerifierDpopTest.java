package io.symbolon.spring.autoconfigure;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** A program with DPoP (RFC 9449) and a servlet application that only verifies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifierDpopTest extends ProvedRequestsContract {
    private final JwtUserSessionManager issuer = ReactiveDpopTest.Issuer.start();
    private Path jwks;
    private WebApplication application;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        jwks = Files.writeString(folder.resolve("jwks.json"), issuer.jwks());
        application = service(Application.class, "symbolon.web.transports=cookie,bearer");
    }

    @AfterAll
    void stop() {
        application.close();
        issuer.close();
    }

    @Test
    void theFilterAloneTakesProofsTooForWhatTheOutsideSees() {
        try (WebApplication filtered = service(
                Unprotected.class,
                "symbolon.web.filter=required",
                "symbolon.web.external-base=https://api.example.com/shop")) {
            DpopKey key = new DpopKey();
            SessionTokens tokens = key.bind(issuer, issuer.create("alice", SessionContext.of("203.0.113.7")));
            Client client = filtered.client().with("Authorization", "DPoP " + tokens.accessToken());

            assertThat(client.with("DPoP", key.proof("GET", "https://api.example.com/shop/me", tokens, ""))
                            .get("/me")
                            .body())
                    .isEqualTo("alice");
        }
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

    private WebApplication service(Class<?> configuration, String... settings) {
        String[] all = new String[settings.length + 3];
        System.arraycopy(settings, 0, all, 3, settings.length);
        all[0] = "symbolon.verifier.jwks=file:" + jwks;
        all[1] = "symbolon.verifier.revocations=none";
        all[2] = "symbolon.web.open-paths=/open";
        return WebApplication.startVerifier(configuration, all);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ProvedPages.class)
    static class Application {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return ProvedPages.rules(http.with(symbolon(), withDefaults())).build();
        }
    }

    /** Spring Security lets everybody pass. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ProvedPages.class)
    static class Unprotected {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }
}
