package io.symbolon.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest(
        classes = OrdersApplication.class,
        properties = {
            "symbolon.issuer=https://login.example.com",
            "symbolon.audience=orders",
            "symbolon.generate-keys=true",
            "symbolon.storage=memory",
            "spring.main.web-application-type=servlet"
        })
@AutoConfigureMockMvc
class MockMvcSessionTest {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private JwtUserSessionManager sessions;

    @Test
    void aRequestWithoutASessionIsRefused() throws Exception {
        mvc.perform(get("/orders")).andExpect(status().isUnauthorized());
    }

    @Test
    void aRequestWithASessionIsTheUsers() throws Exception {
        CreateOptions atAcme = CreateOptions.claims(Map.of("tenant", "acme"));

        mvc.perform(get("/orders").with(MockMvcSession.of("ada", atAcme)))
                .andExpect(status().isOk())
                .andExpect(content().string("orders of ada at acme"));
    }

    @Test
    void authoritiesDecide() throws Exception {
        CreateOptions admin = CreateOptions.defaults().withAuthorities(List.of("ROLE_ADMIN"));

        mvc.perform(get("/admin").with(MockMvcSession.of("ada"))).andExpect(status().isForbidden());
        mvc.perform(get("/admin").with(MockMvcSession.of("grace", admin))).andExpect(status().isOk());
    }

    @Test
    void aSessionThatTheTestEndsIsRefusedAndTheOtherDeviceGoesOn() throws Exception {
        MockMvcSession laptop = MockMvcSession.of("ada");
        MockMvcSession phone = MockMvcSession.of("ada");
        mvc.perform(get("/orders").with(laptop)).andExpect(status().isOk());
        mvc.perform(get("/orders").with(phone)).andExpect(status().isOk());

        sessions.revoke(laptop.tokens().sessionId());

        mvc.perform(get("/orders").with(laptop))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("REVOKED"));
        mvc.perform(get("/orders").with(phone)).andExpect(status().isOk());
    }

    @Test
    void allRequestsOfAClientAreOfOneSession() throws Exception {
        MockMvcSession laptop = MockMvcSession.of("charles");

        mvc.perform(post("/orders").with(laptop)).andExpect(status().isOk());
        mvc.perform(get("/orders").with(laptop)).andExpect(status().isOk());

        assertThat(sessions.list("charles"))
                .singleElement()
                .satisfies(session ->
                        assertThat(session.id()).isEqualTo(laptop.tokens().sessionId()));
    }

    @Test
    void aClientThatHasSentNothingHasNoTokens() {
        assertThatIllegalStateException()
                .isThrownBy(() -> MockMvcSession.of("ada").tokens());
    }
}
