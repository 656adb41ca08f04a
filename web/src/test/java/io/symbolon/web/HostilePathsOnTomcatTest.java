package io.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tomcat reads paths in another way than Jetty: it maps them after it has cleaned them up. */
class HostilePathsOnTomcatTest {
    @TempDir
    private Path directory;

    @Test
    void aPathThatIsNotWrittenPlainlyIsNoEndpoint() {
        try (TomcatApplication application = TomcatApplication.start(directory)) {
            assertNoEndpoint(application);
        }
    }

    @Test
    void aPathThatIsNotWrittenPlainlyIsNoEndpointWhereEscapedSlashesAreAllowed() {
        try (TomcatApplication application = TomcatApplication.startLenient(directory)) {
            assertNoEndpoint(application);
        }
    }

    @Test
    void noWayOfWritingAPathLeadsAroundTheFilter() {
        try (TomcatApplication application = TomcatApplication.start(directory)) {
            assertNoWayAround(application);
        }
    }

    @Test
    void noWayOfWritingAPathLeadsAroundTheFilterWhereEscapedSlashesAreAllowed() {
        try (TomcatApplication application = TomcatApplication.startLenient(directory)) {
            assertNoWayAround(application);
        }
    }

    private static void assertNoEndpoint(TomcatApplication application) {
        TestClient browser = application.browser();
        assertThat(browser.signIn("alice").status()).isEqualTo(200);
        for (String path : HostilePaths.ofTheRefresh()) {
            String answer = post(path, application, browser);
            assertThat(RawHttp.status(answer)).as(path).isBetween(400, 499);
            assertThat(answer).as(path).doesNotContainIgnoringCase("set-cookie");
        }
        String plain = post("/session/refresh", application, browser);
        assertThat(RawHttp.status(plain)).isEqualTo(204);
        assertThat(plain).containsIgnoringCase("set-cookie");
    }

    private static void assertNoWayAround(TomcatApplication application) {
        for (String path : HostilePaths.aroundTheFilter()) {
            RawHttp.send(application.port(), "GET " + path + " HTTP/1.1", "");
            assertThat(application.apiCalls).as(path).hasValue(0);
        }
        TestClient browser = application.browser();
        browser.signIn("alice");
        List<String> known = List.of("/api/me", "//api/me", "/api;x=y/me", "/%61pi/me", "/sign-in/../api/me");
        for (String path : known) {
            RawHttp.send(
                    application.port(),
                    "GET " + path + " HTTP/1.1\nCookie: " + browser.cookie("__Host-access-token"),
                    "");
        }
        assertThat(application.apiCalls)
                .as("with a token, Tomcat takes all of these for one")
                .hasValue(known.size());
    }

    private static String post(String path, TomcatApplication application, TestClient browser) {
        return RawHttp.send(
                application.port(),
                "POST " + path + " HTTP/1.1\nSec-Fetch-Site: same-origin\nContent-Length: 0\nCookie: "
                        + browser.cookie("__Secure-refresh-token"),
                "");
    }
}
