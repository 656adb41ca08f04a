package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.symbolon.http.CookieSettings;
import io.symbolon.http.EndpointPaths;
import io.symbolon.http.TokenTransport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the application is mounted, cookies and endpoints are. */
public abstract class MountContract extends HttpContract {
    @Test
    void aRefreshCookieThatDoesNotReachTheEndpointsIsRefusedAtTheStart() {
        assertThatCode(() -> mounted("", "/session/refresh").sessions().requireReached(""))
                .hasStackTraceContaining("does not reach /session/sign-out");
        assertThatCode(() -> mounted("/app", "/session").sessions().requireReached("/app"))
                .hasStackTraceContaining("does not reach /app/session/refresh");
    }

    @Test
    void insideOfAContextPathCookiesAndEndpointsWork() {
        TestClient browser = mounted("/app", "/app/session").browser();
        browser.post("/app/sign-in?subject=alice", null);
        assertThat(browser.post("/app/session/refresh", null).status()).isEqualTo(204);
        assertThat(browser.get("/app/api/me").body()).startsWith("alice,");
    }

    @Test
    void namesAndPathsThatAreNotSetFollowTheContextPath() {
        TestClient browser = start(setup -> {
                    setup.contextPath = "/shop";
                    return setup;
                })
                .browser();
        browser.post("/shop/sign-in?subject=alice", null);
        assertThat(browser.jar().keySet())
                .containsExactlyInAnyOrder("__Host-shop-access-token", "__Secure-shop-refresh-token");
        assertThat(browser.kept("__Secure-shop-refresh-token").path()).isEqualTo("/shop/session");
        assertThat(browser.post("/shop/session/refresh", null).status()).isEqualTo(204);
        assertThat(browser.get("/shop/api/me").body()).startsWith("alice,");
    }

    @Test
    void aPathThatIsNotSetIsTheOneThatRefreshAndSignOutHaveInCommon() {
        TestClient browser = start(setup -> {
                    setup.sessions = sessions ->
                            sessions.paths(EndpointPaths.defaults().withTokenPaths("/auth/v2/renew", "/auth/v2/leave"));
                    return setup;
                })
                .browser();
        browser.signIn("alice");
        assertThat(browser.kept("__Secure-refresh-token").path()).isEqualTo("/auth/v2");
        assertThat(browser.post("/auth/v2/renew", null).status()).isEqualTo(204);
        assertThat(browser.post("/auth/v2/leave", null).status()).isEqualTo(204);
    }

    private TestApplication mounted(String contextPath, String refreshTokenPath) {
        return start(setup -> {
            setup.transports = List.of(TokenTransport.cookie(CookieSettings.forCookie()
                    .refreshTokenPath(refreshTokenPath)
                    .build()));
            setup.contextPath = contextPath;
            return setup;
        });
    }
}
