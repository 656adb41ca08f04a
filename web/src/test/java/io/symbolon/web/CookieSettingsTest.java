package io.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.web.CookieSettings.SameSite;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CookieSettingsTest {
    @Test
    void hostNamesNeedThePathOfAllAndNoDomain() {
        refused(cookies -> cookies.accessTokenPath("/app"), "needs the path /");
        refused(cookies -> cookies.domain("example.com"), "allows no domain");
        refused(cookies -> cookies.refreshTokenName("__Host-refresh"), "needs the path /");
        accepted(cookies -> cookies.refreshTokenName("__Host-refresh").refreshTokenPath("/"));
    }

    @Test
    void securePrefixesNeedSecureCookies() {
        refused(cookies -> cookies.secure(false), "needs secure(true)");
        refused(cookies -> cookies.secure(false).accessTokenName("at"), "needs secure(true)");
        accepted(cookies -> cookies.secure(false).accessTokenName("at").refreshTokenName("rt"));
    }

    @Test
    void aPrefixInAnotherCaseIsRefusedBecauseSomeBrowsersIgnoreIt() {
        refused(cookies -> cookies.accessTokenName("__host-at"), "write the prefix as __Host-");
        refused(cookies -> cookies.refreshTokenName("__SECURE-rt"), "write the prefix as __Secure-");
    }

    @Test
    void aDomainNeedsNamesThatAllowIt() {
        accepted(cookies -> cookies.domain("example.com").accessTokenName("__Secure-at"));
        refused(cookies -> cookies.domain(".example.com").accessTokenName("__Secure-at"), "host name");
    }

    @Test
    void sameSiteNoneNeedsSecureCookies() {
        refused(
                cookies -> cookies.secure(false)
                        .accessTokenName("at")
                        .refreshTokenName("rt")
                        .sameSite(SameSite.NONE),
                "browsers drop such cookies");
    }

    @Test
    void namesHaveToDiffer() {
        refused(cookies -> cookies.refreshTokenName("__HOST-ACCESS-TOKEN"), "same name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenTransports.of(TokenTransport.cookie(), TokenTransport.cookie()))
                .withMessageContaining("two transports");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a=b", "a;b", "a\r\nSet-Cookie: x=y", "a\u0000", "ä", "a,b", "a\"b"})
    void aNameThatCouldInjectIsRefused(String name) {
        refused(cookies -> cookies.accessTokenName(name), "cookie's name");
        refused(cookies -> cookies.refreshTokenName(name), "cookie's name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "session", "/session/", "/a;Domain=evil.example", "/a\r\nX: y", "/../a", "/a//b", "/ä"})
    void aPathThatCouldInjectIsRefused(String path) {
        refused(cookies -> cookies.refreshTokenPath(path), "refreshTokenPath");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a;b", "a\r\nb", "a..b", "-a", "a b"})
    void aDomainThatCouldInjectIsRefused(String domain) {
        refused(cookies -> cookies.accessTokenName("at").domain(domain), "host name");
    }

    @Test
    void splitCookiesNeedANameForTheSignature() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TokenTransport.splitCookie(CookieSettings.forCookie().build()))
                .withMessageContaining("forSplitCookie");
    }

    @Test
    void aRefreshCookieThatDoesNotReachTheEndpointsIsRefusedAtTheStart() {
        TokenTransports transports = TokenTransports.of(TokenTransport.cookie(
                CookieSettings.forCookie().refreshTokenPath("/session/refresh").build()));
        assertThatCode(() -> start(transports, "/")).hasStackTraceContaining("does not reach /session/sign-out");
        TokenTransports defaults = TokenTransports.of(TokenTransport.cookie());
        assertThatCode(() -> start(defaults, "/app")).hasStackTraceContaining("does not reach /app/session/refresh");
    }

    @Test
    void insideOfAContextPathCookiesAndEndpointsWork() {
        TokenTransports transports = TokenTransports.of(TokenTransport.cookie(
                CookieSettings.forCookie().refreshTokenPath("/app/session").build()));
        try (TestApplication application = start(transports, "/app")) {
            TestClient browser = application.browser();
            browser.post("/app/sign-in?subject=alice", null);
            assertThat(browser.post("/app/session/refresh", null).status()).isEqualTo(204);
            assertThat(browser.get("/app/api/me").body()).startsWith("alice,");
        }
    }

    private static TestApplication start(TokenTransports transports, String contextPath) {
        return TestApplication.start(setup -> {
            setup.transports = transports;
            setup.contextPath = contextPath;
            return setup;
        });
    }

    private static void refused(UnaryOperator<CookieSettings.Builder> change, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change.apply(CookieSettings.forCookie()).build())
                .withMessageContaining(message);
    }

    private static void accepted(UnaryOperator<CookieSettings.Builder> change) {
        assertThatCode(() -> change.apply(CookieSettings.forCookie()).build()).doesNotThrowAnyException();
    }
}
