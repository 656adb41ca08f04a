package io.symbolon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CookieSettingsTest {
    @Test
    void hostNamesNeedThePathOfAllAndNoDomain() {
        refused(cookies -> cookies.accessTokenName("__Host-at").accessTokenPath("/app"), "needs the path /");
        refused(cookies -> cookies.accessTokenName("__Host-at").domain("example.com"), "allows no domain");
        refused(cookies -> cookies.refreshTokenName("__Host-refresh"), "needs the path /");
        accepted(cookies -> cookies.refreshTokenName("__Host-refresh").refreshTokenPath("/"));
    }

    @Test
    void securePrefixesNeedSecureCookies() {
        refused(cookies -> cookies.secure(false).accessTokenName("__Host-at"), "needs secure(true)");
        refused(cookies -> cookies.secure(false).refreshTokenName("__Secure-rt"), "needs secure(true)");
        accepted(cookies -> cookies.secure(false).accessTokenName("at").refreshTokenName("rt"));
    }

    @Test
    void namesThatAreNotSetHaveThePrefixThatTheirAttributesAllow() {
        assertThat(names(cookies -> cookies))
                .isEqualTo(new CookieNames(
                        "__Host-access-token", Optional.empty(), "__Secure-refresh-token", "__Host-session-bound"));
        assertThat(names(cookies -> cookies.domain("example.com")).accessToken())
                .isEqualTo("__Secure-access-token");
        assertThat(names(cookies -> cookies.accessTokenPath("/app")).accessToken())
                .isEqualTo("__Secure-access-token");
        assertThat(names(cookies -> cookies.secure(false)))
                .isEqualTo(new CookieNames("access-token", Optional.empty(), "refresh-token", "session-bound"));
        assertThat(names(cookies -> cookies.application("shop")).refreshToken())
                .isEqualTo("__Secure-shop-refresh-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a b", "a;b", "a\r\nb", "ä", "/shop"})
    void anApplicationNameThatCouldInjectIsRefused(String name) {
        refused(cookies -> cookies.application(name), "application has to be");
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

    private static void refused(UnaryOperator<CookieSettings.Builder> change, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change.apply(CookieSettings.forCookie()).build())
                .withMessageContaining(message);
    }

    private static CookieNames names(UnaryOperator<CookieSettings.Builder> change) {
        return change.apply(CookieSettings.forCookie())
                .build()
                .at(new Mount("", "", "/session"))
                .names();
    }

    private static void accepted(UnaryOperator<CookieSettings.Builder> change) {
        assertThatCode(() -> change.apply(CookieSettings.forCookie()).build()).doesNotThrowAnyException();
    }
}
