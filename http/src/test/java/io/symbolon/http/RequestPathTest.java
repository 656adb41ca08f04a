package io.symbolon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @ParameterizedTest
    @MethodSource("io.symbolon.http.contract.HostilePaths#ofTheRefresh")
    void aPathThatIsNotWrittenPlainlyIsNotTheEndpoints(String path) {
        assertThat(RequestPath.of(request(path, ""))).isNotEqualTo(Optional.of("/session/refresh"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page", "/a.b/c-d_e~f", "/.well-known/jwks.json", "/sessions/", "/...", "/a/..b"})
    void aPlainPathIsReadAsItIs(String path) {
        assertThat(RequestPath.of(request(path, ""))).contains(path);
        assertThat(RequestPath.of(request("/shop" + path, "/shop"))).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "page", "/a//b", "/./a", "/a/..", "/a/../b", "/a;b", "/a%2fb", "/a\\b", "/ä", "/a b", "//"})
    void otherPathsAreNone(String path) {
        assertThat(RequestPath.of(request(path, ""))).isEmpty();
    }

    @Test
    void aPathOutsideOfTheContextIsNone() {
        assertThat(RequestPath.of(request("/other/session/refresh", "/shop"))).isEmpty();
        assertThat(RequestPath.of(request("/shopping", "/shop"))).isEmpty();
    }

    private static HttpRequest request(String path, String contextPath) {
        return new FakeRequest(path, contextPath, Map.of());
    }
}
