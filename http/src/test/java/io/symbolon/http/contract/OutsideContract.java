package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.http.CookieSettings;
import io.symbolon.http.HttpUserSessions;
import io.symbolon.http.RequestContext;
import io.symbolon.http.TokenTransport;
import io.symbolon.http.contract.TestClient.Answer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The address that browsers know may differ from the one that the server sees. */
public abstract class OutsideContract extends HttpContract {
    @Test
    void behindAProxyThatStripsAPrefixCookiesHaveThePathsThatBrowsersSee() {
        TestApplication application = based("https://app.example.com/api");
        TestClient browser = application.browser();
        Answer signIn = browser.signIn("alice");
        assertThat(signIn.setCookies())
                .anyMatch(cookie -> cookie.contains("refresh-token=") && cookie.contains("Path=/api/session;"));
        TestClient through = application.browser().with("Cookie", String.join("; ", pairs(signIn)));
        assertThat(through.refresh().status()).isEqualTo(204);
        assertThat(through.get("/api/me").body()).startsWith("alice,");
        assertThat(through.post("/session/sign-out", null).setCookies())
                .anyMatch(cookie -> cookie.contains("refresh-token=;") && cookie.contains("Path=/api/session;"));
    }

    @Test
    void aRefreshTokenForAllPagesHasTheRootThatBrowsersSee() {
        TestApplication application = start(setup -> {
            setup.transports = List.of(TokenTransport.cookie(
                    CookieSettings.forCookie().refreshTokenToAllPages().build()));
            setup.sessions = sessions -> sessions.externalBase(URI.create("https://app.example.com/api"));
            return setup;
        });
        assertThat(application.browser().signIn("alice").setCookies())
                .anyMatch(cookie -> cookie.contains("refresh-token=") && cookie.contains("Path=/api;"));
    }

    @Test
    void theGuardFollowsTheExternalBase() {
        TestClient browser = based("https://app.example.com:443/api/").client();
        assertThat(browser.with("Origin", "https://app.example.com")
                        .signIn("alice")
                        .status())
                .isEqualTo(200);
        for (String other :
                new String[] {"https://127.0.0.1", "http://app.example.com", "https://app.example.com:8443"}) {
            assertThat(browser.with("Origin", other).signIn("alice").status())
                    .as(other)
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.example.com",
                "ftp://app.example.com",
                "https://a@app.example.com",
                "https:///x",
                "/x",
                "https://app.example.com/?x",
                "https://app.example.com/#x",
                "https://app.example.com/a;b",
                "https://app.example.com/../x"
            })
    void whatIsNotAnAddressOfTheWebIsRefused(String base) {
        TestApplication application = start();
        HttpUserSessions.Builder builder = HttpUserSessions.builder(application.manager());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.externalBase(URI.create(base)))
                .withMessageContaining("externalBase");
    }

    @Test
    void aTrustedProxySaysWhatItHasStripped() {
        TestApplication application = trusting("127.0.0.1");
        TestClient browser = application.browser().with("X-Forwarded-Prefix", "/api");
        Answer signIn = browser.signIn("alice");
        assertThat(signIn.setCookies())
                .anyMatch(cookie ->
                        cookie.startsWith("__Secure-refresh-token=") && cookie.contains("Path=/api/session;"));
        TestClient through = browser.with("Cookie", String.join("; ", pairs(signIn)));
        assertThat(through.refresh().status()).isEqualTo(204);
        assertThat(through.post("/session/sign-out", null).setCookies())
                .anyMatch(cookie ->
                        cookie.startsWith("__Secure-refresh-token=;") && cookie.contains("Path=/api/session;"));
    }

    @Test
    void whatAClientSaysOfAPrefixDoesNotCount() {
        TestApplication application = trusting("10.0.0.0/8");
        TestClient browser = application.browser().with("X-Forwarded-Prefix", "/api");
        browser.signIn("alice");
        assertThat(browser.kept("__Secure-refresh-token").path()).isEqualTo("/session");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "//evil.example", "/api/../x", "/a;Domain=x", "/a b", "https://x", "/%2e", "/a\\b"})
    void aPrefixThatIsNotAPlainPathDoesNotCount(String prefix) {
        TestApplication application = trusting("127.0.0.1");
        TestClient browser = application.browser().with("X-Forwarded-Prefix", prefix);
        browser.signIn("alice");
        assertThat(browser.kept("__Secure-refresh-token").path()).isEqualTo("/session");
    }

    @Test
    void severalProxiesEachStripTheirOwn() {
        TestApplication application = trusting("127.0.0.1");
        TestClient browser = application.browser().with("X-Forwarded-Prefix", "/outer/, /inner");
        browser.signIn("alice");
        assertThat(browser.kept("__Secure-refresh-token").path()).isEqualTo("/outer/inner/session");
    }

    @Test
    void aHostWithTheDefaultPortIsTheSameOriginAsOneWithout() {
        TestApplication application = start();
        for (String host : new String[] {"app.example.com:443", "app.example.com", "APP.example.com:80"}) {
            String answer = raw(application, host, "https://app.example.com");
            assertThat(RawHttp.status(answer)).as(host).isEqualTo(200);
        }
        assertThat(RawHttp.status(raw(application, "app.example.com:8443", "https://app.example.com")))
                .isEqualTo(403);
        assertThat(RawHttp.status(raw(application, "app.example.com:8443", "https://app.example.com:8443")))
                .isEqualTo(200);
    }

    @Test
    void aPageThatWasOpenedOverPlainHttpIsToldWhatToSet() {
        TestApplication application = start();
        String answer = raw(application, "192.168.1.20:8080", "http://192.168.1.20:8080");
        assertThat(RawHttp.status(answer)).isEqualTo(403);
        assertThat(answer).contains("INSECURE_ORIGIN").contains("set secure to false");
        assertThat(raw(application, "192.168.1.20:8080", "http://evil.example")).contains("CROSS_SITE");
    }

    private static String raw(TestApplication application, String host, String origin) {
        return RawHttp.sendTo(
                host,
                application.port(),
                "POST /sign-in?subject=alice HTTP/1.1\nContent-Length: 0\nOrigin: " + origin,
                "");
    }

    private static String[] pairs(Answer answer) {
        return answer.setCookies().stream()
                .map(TestClient::parse)
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .toArray(String[]::new);
    }

    private TestApplication based(String externalBase) {
        return start(setup -> {
            setup.sessions = sessions -> sessions.externalBase(URI.create(externalBase));
            return setup;
        });
    }

    private TestApplication trusting(String proxies) {
        return start(setup -> {
            setup.sessions = sessions -> sessions.context(
                    RequestContext.builder().trustedProxies(proxies).build());
            return setup;
        });
    }
}
