package io.symbolon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.symbolon.http.RefusedRequestException.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are those of our own pages, by the headers that scripts cannot forge. */
class CrossSiteGuardTest {
    private static final String ALLOWED = "https://www.example.com";
    private static final CrossSiteGuard GUARD = new CrossSiteGuard(Set.of(ALLOWED), Optional.empty(), false);
    private static final Map<String, List<String>> WEB_SOCKET = Map.of("Upgrade", List.of("h2c", "WebSocket"));

    private record Request(String method, String serverName, int serverPort, Map<String, List<String>> fields)
            implements HttpRequest {
        static Request of(Map<String, List<String>> fields) {
            return to("app.example.com", 443, fields);
        }

        static Request to(String serverName, int serverPort, Map<String, List<String>> fields) {
            return new Request("POST", serverName, serverPort, fields);
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public String contextPath() {
            return "";
        }

        @Override
        public Optional<String> query() {
            return Optional.empty();
        }

        @Override
        public List<String> headers(String name) {
            return fields.getOrDefault(name, List.of());
        }

        @Override
        public String remoteAddress() {
            return "192.0.2.1";
        }

        @Override
        public String scheme() {
            return "http";
        }

        @Override
        public byte[] body(int maximumBytes) {
            return new byte[0];
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "TRACE"})
    void aSafeMethodPassesFromAnywhereUnlessItOpensAWebSocket(String method) {
        assertThat(CrossSiteGuard.isSafe(method)).isTrue();
        assertThat(CrossSiteGuard.passesFromAnywhere(new Request(method, "a", 443, Map.of())))
                .isTrue();
        assertThat(CrossSiteGuard.passesFromAnywhere(new Request(method, "a", 443, WEB_SOCKET)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "get", ""})
    void anyOtherMethodDoesNot(String method) {
        assertThat(CrossSiteGuard.isSafe(method)).isFalse();
        assertThat(CrossSiteGuard.passesFromAnywhere(new Request(method, "a", 443, Map.of())))
                .isFalse();
    }

    @Test
    void whatTheBrowserCallsOurOwnPasses() {
        assertPasses(GUARD, Request.of(site("same-origin")));
        assertPasses(GUARD, Request.of(site("none")));
    }

    @Test
    void aNeighbourAndAnotherSiteAreRefusedAndSoIsARequestThatDoesNotSay() {
        assertRefused(Code.CROSS_SITE, GUARD, Request.of(site("same-site")));
        assertRefused(Code.CROSS_SITE, GUARD, Request.of(site("cross-site")));
        assertRefused(Code.CROSS_SITE, GUARD, Request.of(Map.of()));
    }

    @Test
    void aHeaderThatStandsTwiceIsRefused() {
        assertRefused(
                Code.CROSS_SITE, GUARD, Request.of(Map.of("Sec-Fetch-Site", List.of("same-origin", "same-origin"))));
        assertRefused(Code.CROSS_SITE, GUARD, Request.of(Map.of("Origin", List.of(ALLOWED, ALLOWED))));
    }

    @Test
    void anAllowedOriginPassesWhateverTheBrowserCallsIt() {
        assertPasses(GUARD, Request.of(origin(ALLOWED)));
        assertPasses(GUARD, Request.of(Map.of("Origin", List.of(ALLOWED), "Sec-Fetch-Site", List.of("cross-site"))));
    }

    @Test
    void ourOwnOriginFollowsFromTheHostWhereTheBrowserDoesNotSay() {
        assertPasses(GUARD, Request.of(origin("https://app.example.com")));
        assertPasses(GUARD, Request.to("APP.example.com", 80, origin("https://app.example.com")));
        assertPasses(GUARD, Request.to("app.example.com", 8443, origin("https://app.example.com:8443")));
        assertRefused(Code.CROSS_SITE, GUARD, Request.to("app.example.com", 8443, origin("https://app.example.com")));
        assertRefused(Code.CROSS_SITE, GUARD, Request.of(origin("https://evil.example.com")));
        assertRefused(
                Code.CROSS_SITE,
                GUARD,
                Request.of(
                        Map.of("Origin", List.of("https://app.example.com"), "Sec-Fetch-Site", List.of("cross-site"))));
    }

    @Test
    void ourOwnPageOverPlainHttpIsToldSo() {
        assertRefused(Code.INSECURE_ORIGIN, GUARD, Request.of(origin("http://app.example.com")));
        assertRefused(
                Code.CROSS_SITE,
                GUARD,
                Request.of(
                        Map.of("Origin", List.of("http://app.example.com"), "Sec-Fetch-Site", List.of("cross-site"))));
        assertPasses(
                new CrossSiteGuard(Set.of(), Optional.empty(), true), Request.of(origin("http://app.example.com")));
    }

    @Test
    void anOriginThatTheApplicationWasToldIsTheOnlyOneOfItsOwn() {
        CrossSiteGuard told = new CrossSiteGuard(Set.of(), Optional.of("https://shop.example.com"), true);

        assertPasses(told, Request.of(origin("https://shop.example.com")));
        assertRefused(Code.CROSS_SITE, told, Request.of(origin("https://app.example.com")));
    }

    @Test
    void aWebSocketToThisMachineMayComeOverPlainHttp() {
        for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
            String origin = "http://" + host + ":8080";
            assertPasses(GUARD, Request.to(host, 8080, webSocket(origin)));
            assertRefused(Code.INSECURE_ORIGIN, GUARD, Request.to(host, 8080, origin(origin)));
            assertRefused(Code.CROSS_SITE, GUARD, Request.to(host, 8080, webSocket("http://" + host)));
        }
        assertRefused(Code.INSECURE_ORIGIN, GUARD, Request.of(webSocket("http://app.example.com")));
    }

    private static Map<String, List<String>> site(String site) {
        return Map.of("Sec-Fetch-Site", List.of(site));
    }

    private static Map<String, List<String>> origin(String origin) {
        return Map.of("Origin", List.of(origin));
    }

    private static Map<String, List<String>> webSocket(String origin) {
        return Map.of("Origin", List.of(origin), "Upgrade", List.of("websocket"));
    }

    private static void assertPasses(CrossSiteGuard guard, HttpRequest request) {
        assertThatCode(() -> guard.check(request)).doesNotThrowAnyException();
    }

    private static void assertRefused(Code code, CrossSiteGuard guard, HttpRequest request) {
        assertThatExceptionOfType(RefusedRequestException.class)
                .isThrownBy(() -> guard.check(request))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
