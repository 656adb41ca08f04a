package io.symbolon.spring.test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest(
        classes = OrdersApplication.class,
        properties = {
            "symbolon.issuer=https://login.example.com",
            "symbolon.audience=orders",
            "symbolon.generate-keys=true",
            "symbolon.storage=memory",
            "symbolon.clients.ios.idle=1h",
            "spring.main.web-application-type=servlet"
        })
@AutoConfigureMockMvc
class WithSymbolonSessionTest {
    @Autowired
    private OrdersApplication.Accounts accounts;

    @Autowired
    private JwtUserSessionManager sessions;

    @Autowired
    private MockMvc mvc;

    @Test
    @WithSymbolonSession(subject = "grace", authorities = "ROLE_ADMIN")
    void whoHasTheAuthorityMayCall() {
        assertThat(accounts.close("ada")).isEqualTo("ada is closed");
    }

    @Test
    @WithSymbolonSession("ada")
    void whoDoesNotHaveTheAuthorityMayNot() {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> accounts.close("ada"));
    }

    @Test
    void whoIsNotSignedInMayNot() {
        assertThatExceptionOfType(AuthenticationCredentialsNotFoundException.class)
                .isThrownBy(() -> accounts.close("ada"));
    }

    @Test
    @WithSymbolonSession(subject = "ada", claims = "tenant=acme", factors = "pwd", client = "ios")
    void theSessionIsOneOfTheApplications() {
        Authentication authentication =
                requireNonNull(SecurityContextHolder.getContext().getAuthentication());
        Jwt token = (Jwt) requireNonNull(authentication.getPrincipal());
        SessionId session = SessionId.parse(requireNonNull(token.getClaimAsString("sid")));

        assertThat(token.getClaims()).containsEntry("tenant", "acme").containsEntry("client_id", "ios");
        assertThat(authentication.getAuthorities()).extracting("authority").contains("FACTOR_PASSWORD");
        assertThat(sessions.find(session))
                .hasValueSatisfying(found -> assertThat(found.subject()).isEqualTo("ada"));
    }

    @Test
    @WithSymbolonSession("ada")
    void requestsWithoutATokenAreTheUsers() throws Exception {
        mvc.perform(get("/orders")).andExpect(content().string("orders of ada at null"));
    }

    @Test
    @WithSymbolonSession("ada")
    void aTokenInTheRequestHasTheLastWord() throws Exception {
        mvc.perform(get("/orders").with(MockMvcSession.of("grace")))
                .andExpect(content().string("orders of grace at null"));
    }
}
