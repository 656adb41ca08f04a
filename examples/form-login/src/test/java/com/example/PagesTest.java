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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PagesTest {
    private static final Pattern CSRF = Pattern.compile("name=\"?_csrf\"?[^>]*?value=\"?([^\" >]+)");
    private static final String ADA = "username=ada&password=analytical+engine";

    @LocalServerPort
    private int port;

    @Test
    void whoHasNotSignedInIsLedToTheFormAndBack() throws Exception {
        Browser browser = new Browser();

        HttpResponse<String> form = browser.open("/");
        assertThat(form.uri().getPath()).isEqualTo("/login");
        HttpResponse<String> page = browser.send(form, "/login", ADA);

        assertThat(page.uri().getPath()).isEqualTo("/");
        assertThat(page.body()).contains("<h1>ada</h1>", ": this one");
    }

    @Test
    void aWrongPasswordSignsNobodyIn() throws Exception {
        Browser browser = new Browser();

        browser.send(browser.open("/"), "/login", "username=ada&password=wrong");

        assertThat(browser.open("/").uri().getPath()).isEqualTo("/login");
    }

    @Test
    void signingOutAllOthersStopsThemAtOnce() throws Exception {
        Browser laptop = signedIn(ADA);
        Browser phone = signedIn(ADA);

        laptop.send(laptop.open("/"), "/others/sign-out", "");

        assertThat(phone.open("/").uri().getPath()).isEqualTo("/login");
        assertThat(laptop.open("/").body()).contains("<h1>ada</h1>").containsOnlyOnce("<li>");
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        Browser browser = signedIn(ADA);

        browser.send(browser.open("/"), "/session/logout", "");

        assertThat(browser.open("/").uri().getPath()).isEqualTo("/login");
    }

    @Test
    void theAdministrationIsForAdministrators() throws Exception {
        assertThat(signedIn(ADA).open("/admin").statusCode()).isEqualTo(403);
        assertThat(signedIn("username=grace&password=nanosecond").open("/admin").body())
                .isEqualTo("<h1>Administration</h1>");
    }

    private Browser signedIn(String form) throws Exception {
        Browser browser = new Browser();
        browser.send(browser.open("/login"), "/login", form);
        return browser;
    }

    /** Keeps cookies, follows redirects, and sends the headers by which servers know a person. */
    private final class Browser {
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new Cookies())
                .followRedirects(Redirect.NORMAL)
                .build();

        HttpResponse<String> open(String path) throws IOException, InterruptedException {
            return http.send(request(path).GET().build(), BodyHandlers.ofString());
        }

        HttpResponse<String> send(HttpResponse<String> page, String path, String form)
                throws IOException, InterruptedException {
            Matcher csrf = CSRF.matcher(page.body());
            assertThat(csrf.find()).as(page.body()).isTrue();
            HttpRequest request = request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form + "&_csrf=" + csrf.group(1)))
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Accept", "text/html")
                    .header("Sec-Fetch-Mode", "navigate")
                    .header("Sec-Fetch-Dest", "document")
                    .header("Sec-Fetch-Site", "same-origin");
        }
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
