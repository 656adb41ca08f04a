package io.symbolon.spring.autoconfigure;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.Binding;
import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.web.AccessTokenFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A program with DPoP (RFC 9449) and an application with {@code symbolon()}. */
class DpopTest {
    private static WebApplication application;

    private final DpopKey key = new DpopKey();

    @BeforeAll
    static void start() {
        application = WebApplication.start(
                Application.class, "symbolon.web.transports=cookie,bearer", "symbolon.web.bind-sessions=true");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void aTokenWithItsProofIsGoodWithItsAuthorities() {
        SessionTokens tokens = bound();

        HttpResponse<String> answer = get("/me", tokens, proof("GET", "/me", tokens, nonce()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("alice Dpop");
        assertThat(answer.headers().firstValue("DPoP-Nonce")).as("the next one").isPresent();
        assertThat(get("/orders", tokens, proof("GET", "/orders", tokens, nonce()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/admin", tokens, proof("GET", "/admin", tokens, nonce()))
                        .statusCode())
                .as("an authority that it does not have")
                .isEqualTo(403);
    }

    @Test
    void anUnsafeRequestNeedsNoCsrfTokenBesideIt() {
        SessionTokens tokens = bound();

        HttpResponse<String> answer =
                dpop(tokens, proof("POST", "/me", tokens, nonce())).postJson("/me", "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void withoutANonceTheAnswerIsAChallengeWithOne() {
        SessionTokens tokens = bound();

        for (HttpResponse<String> answer :
                List.of(get("/me", tokens, ""), get("/me", tokens, proof("GET", "/me", tokens, "")))) {
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
    void g11TheSameTokenIsNoBearerTokenAndNoCookie() {
        SessionTokens tokens = bound();

        for (Client thief : new Client[] {
            application.client().bearer(tokens.accessToken()),
            application.client().with("Cookie", "__Host-access-token=" + tokens.accessToken()),
            application.client().bearer(tokens.accessToken()).with("DPoP", proof("GET", "/me", tokens, nonce()))
        }) {
            HttpResponse<String> answer = thief.get("/me");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("PROOF_REQUIRED");
        }
    }

    @Test
    void g11AProofThatWasSeenOrIsForAnotherRequestOrTokenOrOfAnotherKeyIsRefused() {
        SessionTokens tokens = bound();
        String once = proof("GET", "/me", tokens, nonce());
        assertThat(get("/me", tokens, once).statusCode()).isEqualTo(200);

        for (String wrong : new String[] {
            once,
            proof("POST", "/me", tokens, nonce()),
            proof("GET", "/orders", tokens, nonce()),
            proof("GET", "/me", bound(), nonce()),
            new DpopTest().proof("GET", "/me", tokens, nonce())
        }) {
            HttpResponse<String> answer = get("/me", tokens, wrong);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("error=\"invalid_dpop_proof\"");
        }
    }

    @Test
    void aTokenThatIsNotBoundIsNoneOfTheSchemeDpop() {
        SessionTokens tokens = signIn();

        assertThat(get("/me", tokens, proof("GET", "/me", tokens, nonce())).body())
                .contains("INVALID_PROOF");
        assertThat(application.client().bearer(tokens.accessToken()).get("/me").body())
                .isEqualTo("alice none");
    }

    @Test
    void aSessionThatWasEndedIsRefusedWithItsProof() {
        SessionTokens tokens = bound();
        manager().revoke(tokens.sessionId());

        assertThat(get("/me", tokens, proof("GET", "/me", tokens, nonce())).body())
                .contains("REVOKED");
    }

    @Test
    void aPlainResourceServerStillRefusesWhatItCannotProve() {
        SessionTokens tokens = bound();

        HttpResponse<String> answer = get("/plain/me", tokens, proof("GET", "/plain/me", tokens, nonce()));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> get(String path, SessionTokens tokens, String proof) {
        return dpop(tokens, proof).get(path);
    }

    private static Client dpop(SessionTokens tokens, String proof) {
        Client client = application.client().with("Authorization", "DPoP " + tokens.accessToken());
        return proof.isEmpty() ? client : client.with("DPoP", proof);
    }

    private static JwtUserSessionManager manager() {
        return application.bean(JwtUserSessionManager.class);
    }

    private static String nonce() {
        return manager().dpopNonce();
    }

    private static SessionTokens signIn() {
        return manager()
                .create(
                        "alice",
                        SessionContext.of("203.0.113.7"),
                        CreateOptions.defaults().withAuthorities(List.of("ROLE_ORDERS")));
    }

    private SessionTokens bound() {
        return key.bind(manager(), signIn());
    }

    private String proof(String method, String path, SessionTokens tokens, String nonce) {
        return key.proof(method, "http://127.0.0.1:" + application.port() + path, tokens, nonce);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Controller.class)
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
            return http.with(symbolon(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/orders")
                            .hasRole("ORDERS")
                            .requestMatchers("/admin")
                            .hasRole("ADMIN")
                            .anyRequest()
                            .authenticated())
                    .build();
        }
    }

    @RestController
    static class Controller {
        @GetMapping({"/me", "/plain/me"})
        String me(@AuthenticationPrincipal Jwt jwt, HttpServletRequest request) {
            String kind = AccessTokenFilter.accessToken(request)
                    .flatMap(token -> token.binding())
                    .map(Binding::getClass)
                    .map(Class::getSimpleName)
                    .orElse("none");
            return jwt.getSubject() + " " + kind;
        }

        @PostMapping("/me")
        String act() {
            return "done";
        }

        @GetMapping("/orders")
        String orders() {
            return "orders";
        }

        @GetMapping("/admin")
        String admin() {
            return "admin";
        }
    }
}
