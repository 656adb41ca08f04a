package io.symbolon.spring.test;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static org.springframework.security.config.Customizer.withDefaults;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.symbolon.storage.RevocationLog;
import io.symbolon.testkit.Patience;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.MockMvc;

/** A service that only verifies tokens: no keys are fetched from anywhere. */
@SpringBootTest(
        properties = {
            "symbolon.issuer=https://login.example.com",
            "symbolon.audience=orders",
            "symbolon.verifier.jwks=",
            "symbolon.verifier.revocations=jdbc",
            "spring.main.web-application-type=servlet"
        })
@AutoConfigureMockMvc
class TestIssuerTest {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestIssuer issuer;

    @Test
    void theServiceAcceptsTheIssuersTokens() throws Exception {
        mvc.perform(get("/orders").with(MockMvcSession.of("ada")))
                .andExpect(status().isOk())
                .andExpect(content().string("orders of ada at null"));
    }

    @Test
    @WithSymbolonSession("grace")
    void theAnnotationWorksToo() throws Exception {
        mvc.perform(get("/orders")).andExpect(content().string("orders of grace at null"));
    }

    @Test
    void theTokenOfASessionThatTheIssuerEndsIsRefused() throws Exception {
        MockMvcSession laptop = MockMvcSession.of("ada");
        mvc.perform(get("/orders").with(laptop)).andExpect(status().isOk());

        issuer.sessions().revokeAll("ada");

        Patience.await()
                .untilAsserted(() -> mvc.perform(get("/orders").with(laptop))
                        .andExpect(status().isUnauthorized())
                        .andExpect(jsonPath("$.code").value("REVOKED")));
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Invoices {
        @Bean
        TestIssuer issuer() {
            return TestIssuer.of("https://login.example.com", "orders");
        }

        @Bean
        RevocationLog revocations(TestIssuer issuer) {
            return issuer.revocations();
        }

        @Bean
        SecurityFilterChain api(HttpSecurity http) {
            return http.with(symbolon(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }

        @Bean
        OrdersApplication.Orders orders() {
            return new OrdersApplication.Orders();
        }
    }
}
