package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.symbolon.BindingProof;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A browser's bound session, behind a resource server with nothing of Symbolon in its chain. */
class BoundSessionTest {
    private static WebApplication application;

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
    void theTokenOfABoundSessionIsGoodInItsCookie() throws JOSEException {
        HttpResponse<String> answer = application
                .client()
                .with("Cookie", "__Host-access-token=" + bound().accessToken())
                .get("/me");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void theSameTokenIsNoBearerToken() throws JOSEException {
        HttpResponse<String> answer =
                application.client().bearer(bound().accessToken()).get("/me");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("BOUND_TO_COOKIE");
    }

    @Test
    void aSessionThatIsNotBoundHasBearerTokens() {
        assertThat(application
                        .client()
                        .bearer(signIn().accessToken())
                        .get("/me")
                        .statusCode())
                .isEqualTo(200);
    }

    private static JwtUserSessionManager manager() {
        return application.bean(JwtUserSessionManager.class);
    }

    private static SessionTokens signIn() {
        return manager().create("alice", SessionContext.of("203.0.113.7"));
    }

    private static SessionTokens bound() throws JOSEException {
        SessionTokens tokens = signIn();
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        JWSObject proof = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("dbsc+jwt"))
                        .jwk(key.toPublicJWK())
                        .build(),
                new Payload(Map.of("jti", manager().registrationChallenge(tokens))));
        proof.sign(new ECDSASigner(key));
        return manager().bind(tokens.sessionId(), BindingProof.dbsc(proof.serialize()));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Controller.class)
    static class Application {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                    .build();
        }
    }

    @RestController
    static class Controller {
        @GetMapping("/me")
        String me() {
            return "you";
        }
    }
}
