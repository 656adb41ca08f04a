package com.example;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

class WelcomeTest {
    private static final Pattern CSRF = Pattern.compile("name=\"?_csrf\"?[^>]*?value=\"?([^\" >]+)");
    private static StandInProvider provider;
    private static ConfigurableApplicationContext application;

    private final Cookies cookies = new Cookies();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(Redirect.NORMAL)
            .build();

    @BeforeAll
    static void start() throws Exception {
        provider = new StandInProvider();
        application = new SpringApplicationBuilder(Welcome.class)
                .properties("server.port=0")
                .properties(provider.properties())
                .run();
    }

    @AfterAll
    static void stop() {
        application.close();
        provider.close();
    }

    @Test
    void whoOpensTheAccountSignsInByTheProviderAndGetsThere() throws Exception {
        HttpResponse<String> page = follow("/account?from=mail", "none");

        assertThat(page.uri()).hasPath("/account").hasQuery("from=mail");
        assertThat(page.body()).contains("The account of 1815");
    }

    @Test
    void theSessionLastsWithoutTheProvider() throws Exception {
        follow("/account", "none");

        assertThat(open("/account", "none").body()).contains("The account of 1815");
    }

    @Test
    void theSessionOfAnAnswerFromTheProvidersSiteStartsToo() throws Exception {
        HttpResponse<String> page = follow("/oauth2/authorization/github", "cross-site");

        assertThat(page.uri()).hasPath("/");
        assertThat(open("/account", "none").statusCode()).isEqualTo(200);
    }

    @Test
    void anAnswerThatThisBrowserDidNotAskForSignsNobodyIn() throws Exception {
        open("/login/oauth2/code/github?code=c&state=somebody-elses", "cross-site");

        assertThat(open("/account", "none").statusCode()).isEqualTo(303);
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        String page = follow("/account", "none").body();
        Matcher csrf = CSRF.matcher(page);
        assertThat(csrf.find()).as(page).isTrue();

        HttpRequest signOut = request("/session/logout", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("_csrf=" + csrf.group(1)))
                .build();
        assertThat(browser.send(signOut, BodyHandlers.ofString()).uri()).hasPath("/");

        assertThat(open("/account", "none").statusCode()).isEqualTo(303);
    }

    private HttpResponse<String> follow(String path, String site) throws Exception {
        return browser.send(request(path, site).build(), BodyHandlers.ofString());
    }

    /** Follows no redirect. */
    private HttpResponse<String> open(String path, String site) throws Exception {
        HttpClient strict = HttpClient.newBuilder().cookieHandler(cookies).build();
        return strict.send(request(path, site).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String site) {
        int port = ((ServletWebServerApplicationContext) application)
                .getWebServer()
                .getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "text/html")
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Dest", "document")
                .header("Sec-Fetch-Site", site);
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
