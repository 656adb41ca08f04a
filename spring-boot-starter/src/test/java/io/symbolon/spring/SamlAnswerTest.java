package io.symbolon.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.CreateOptions;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import io.symbolon.web.RefusedRequestException;
import io.symbolon.web.TokenTransport;
import io.symbolon.web.TokenTransports;
import io.symbolon.web.WebSessions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;

/** SAML responses come from another site. They pass where this browser has asked for them, and nothing else. */
class SamlAnswerTest {
    private static final String RESPONSE =
            "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_1\"";

    private final JwtUserSessionManager manager = JwtUserSessionManager.builder()
            .issuer("https://login.example.com")
            .audience("https://api.example.com")
            .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
            .refreshTokenKeys(RefreshTokenKeys.generate())
            .storage(new InMemoryUserSessionStorage())
            .build();
    private final TokenTransport cookies = TokenTransport.cookie();
    private final SessionSignInHandler handler = new SessionSignInHandler(
                    WebSessions.builder(manager)
                            .transports(TokenTransports.of(cookies))
                            .build(),
                    cookies,
                    authentication -> CreateOptions.defaults())
            .withoutOriginCheckOf(SamlAnswer::isAskedFor);

    @AfterEach
    void stop() {
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RESPONSE + " InResponseTo=\"_request\"></samlp:Response>",
                "<?xml version=\"1.0\"?>\n<!-- x -->\n" + RESPONSE + " InResponseTo='_request'/>"
            })
    void anAnswerToARequestOfThisBrowserSignsIn(String response) throws Exception {
        MockHttpServletResponse answer = signIn("POST", encoded(response));
        assertThat(answer.getHeaders("Set-Cookie")).hasSize(2);
        assertThat(manager.list("grace")).hasSize(1);
    }

    /** Among them what a program could take for one: the attribute elsewhere, in a document type, or of another name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                RESPONSE + "/>",
                RESPONSE + " InResponseTo=\"\"/>",
                RESPONSE + " InResponseTo=\" \"/>",
                RESPONSE + " x:InResponseTo=\"_r\" xmlns:x=\"urn:x\"/>",
                RESPONSE + "><x InResponseTo=\"_r\"/></samlp:Response>",
                "<Response InResponseTo=\"_r\"/>",
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + RESPONSE + "/>",
                "not XML"
            })
    void aResponseThatNobodyHasAskedForSignsNobodyIn(String response) {
        assertRefused("POST", encoded(response));
    }

    @Test
    void anotherBindingSignsNobodyInFromAnotherSite() {
        String asked = encoded(RESPONSE + " InResponseTo=\"_r\"/>");
        assertRefused("GET", asked);
        assertRefused("POST", "%%%");
        assertRefused("POST", null);
    }

    private void assertRefused(String method, @Nullable String response) {
        assertThatThrownBy(() -> signIn(method, response))
                .isInstanceOfSatisfying(
                        RefusedRequestException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(RefusedRequestException.Code.CROSS_SITE));
        assertThat(manager.list("grace")).isEmpty();
    }

    private MockHttpServletResponse signIn(String method, @Nullable String response) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/login/saml2/sso/one");
        request.addHeader("Sec-Fetch-Site", "cross-site");
        request.addHeader("Origin", "https://idp.example.com");
        if (response != null) {
            request.setParameter("SAMLResponse", response);
        }
        MockHttpServletResponse answer = new MockHttpServletResponse();
        handler.onAuthenticationSuccess(request, answer, new TestingAuthenticationToken("grace", "x"));
        return answer;
    }

    private static String encoded(String xml) {
        return Base64.getMimeEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    }
}
