package io.symbolon.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.symbolon.JwtUserSessionManager;
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
            "symbolon.web.transports=cookie",
            "spring.main.web-application-type=servlet"
        })
@AutoConfigureMockMvc
class MockMvcCookieSessionTest {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private JwtUserSessionManager sessions;

    @Test
    void aRequestBringsTheCookiesOfItsSession() throws Exception {
        mvc.perform(get("/orders").with(MockMvcSession.of("ada")))
                .andExpect(status().isOk())
                .andExpect(content().string("orders of ada at null"));
    }

    @Test
    void aFormIsAcceptedWithItsCsrfToken() throws Exception {
        MockMvcSession browser = MockMvcSession.of("ada");

        mvc.perform(post("/orders").with(csrf()).with(browser)).andExpect(status().isOk());
    }

    @Test
    void aFormOfAnotherSiteIsRefused() throws Exception {
        MockMvcSession browser = MockMvcSession.of("ada");

        mvc.perform(post("/orders")
                        .header("Sec-Fetch-Site", "cross-site")
                        .with(csrf())
                        .with(browser))
                .andExpect(status().is4xxClientError());
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        MockMvcSession browser = MockMvcSession.of("grace");
        mvc.perform(get("/orders").with(browser)).andExpect(status().isOk());

        mvc.perform(post("/session/logout").with(csrf()).with(browser)).andExpect(status().is3xxRedirection());

        assertThat(sessions.list("grace")).isEmpty();
        mvc.perform(get("/orders").with(browser)).andExpect(status().isUnauthorized());
    }
}
