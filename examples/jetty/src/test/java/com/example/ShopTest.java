package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShopTest {
    private static Server server;

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new Cookies())
            .followRedirects(Redirect.NORMAL)
            .build();

    @BeforeAll
    static void start() throws Exception {
        server = Shop.start(0);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @Test
    void whoHasNotSignedInIsLedToTheSignInAndBack() throws Exception {
        HttpResponse<String> form = browser.send(request("/?item=7").build(), BodyHandlers.ofString());
        assertThat(form.uri().getPath()).isEqualTo("/sign-in");

        HttpResponse<String> page = submit(form.uri(), "name=ada&password=analytical+engine");

        assertThat(page.uri()).hasPath("/").hasQuery("item=7");
        assertThat(page.body()).contains("The basket of ada");
    }

    @Test
    void aWrongPasswordSignsNobodyIn() throws Exception {
        HttpResponse<String> form = submit(address("/sign-in"), "name=ada&password=wrong");

        assertThat(form.statusCode()).isEqualTo(403);
        assertThat(open("/").uri().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        submit(address("/sign-in"), "name=ada&password=analytical+engine");
        assertThat(open("/").body()).contains("The basket of ada");

        assertThat(submit(address("/"), "").uri().getPath()).isEqualTo("/sign-in");

        assertThat(open("/").uri().getPath()).isEqualTo("/sign-in");
    }

    private HttpResponse<String> open(String path) throws IOException, InterruptedException {
        return browser.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> submit(URI address, String form) throws IOException, InterruptedException {
        HttpRequest request = request(address.getPath())
                .uri(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return browser.send(request, BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address(path))
                .header("Accept", "text/html")
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Dest", "document")
                .header("Sec-Fetch-Site", "same-origin");
    }

    private static URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getURI().getPort() + path);
    }

    /** Keeps secure cookies over http on this machine too, as browsers do. */
    private static final class Cookies extends CookieHandler {
        private final Map<String, String> pairs = new TreeMap<>();

        @Override
        public Map<String, List<String>> get(URI address, Map<String, List<String>> headers) {
            return pairs.isEmpty() ? Map.of() : Map.of("Cookie", List.of(String.join("; ", pairs.values())));
        }

        @Override
        public void put(URI address, Map<String, List<String>> headers) {
            for (String cookie : headers.getOrDefault("Set-Cookie", List.of())) {
                String pair = cookie.substring(0, cookie.indexOf(';'));
                String key = pair.substring(0, pair.indexOf('=')) + path(cookie);
                if (cookie.contains("Max-Age=0")) {
                    pairs.remove(key);
                } else {
                    pairs.put(key, pair);
                }
            }
        }

        private static String path(String cookie) {
            return cookie.replaceFirst(".*; *[Pp]ath=([^;]*).*", "$1");
        }
    }
}
