package io.symbolon.spring.autoconfigure;

import io.symbolon.testkit.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that keeps cookies as a browser does, but sends Secure ones over http too. */
final class Client {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Duration PATIENCE = Patience.PATIENCE;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String origin;
    private final Map<String, Cookie> cookies = new TreeMap<>();
    private final Map<String, String> headers = new TreeMap<>();
    private String authorization = "";

    private record Cookie(String value, String path) {}

    Client(int port) {
        this.origin = "http://127.0.0.1:" + port;
    }

    /** From now on. */
    Client bearer(String token) {
        this.authorization = "Bearer " + token;
        return this;
    }

    /** From now on. */
    Client with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET(), path);
    }

    /** As somebody who follows a link does. */
    HttpResponse<String> page(String path) {
        return send(request(path).header("Accept", "text/html"), path);
    }

    /** As a browser does that somebody uses to go to a page, from the application's own or from another site. */
    HttpResponse<String> visit(String path, String site) {
        return send(person(request(path), site).GET(), path);
    }

    HttpResponse<String> visit(String path) {
        return visit(path, "none");
    }

    /** As a browser does when somebody sends a form. */
    HttpResponse<String> submit(String path, String form, String site) {
        return send(person(form(path, form), site), path);
    }

    HttpResponse<String> submit(String path, String form) {
        return submit(path, form, "same-origin");
    }

    /** By the generated sign-in page, which may lead back to where somebody was. */
    HttpResponse<String> signIn(String page, String form) {
        return submitFrom(page, "/login", form);
    }

    /** As a browser does when somebody sends a form of a page, with the CSRF token that the page has. */
    HttpResponse<String> submitFrom(String page, String target, String form) {
        Matcher token = CSRF.matcher(visit(page, "same-origin").body());
        return submit(target, form + (token.find() ? "&_csrf=" + token.group(1) : ""));
    }

    /** From a page of the application. */
    HttpResponse<String> script(String path) {
        return send(
                request(path)
                        .header("Accept", "application/json, */*")
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Sec-Fetch-Mode", "cors")
                        .header("Sec-Fetch-Dest", "empty")
                        .GET(),
                path);
    }

    /** As a page of the application does. */
    HttpResponse<String> post(String path, String form) {
        return send(form(path, form).header("Sec-Fetch-Site", "same-origin"), path);
    }

    /** As a page of another site does. */
    HttpResponse<String> crossSitePost(String path, String form) {
        return send(form(path, form).header("Sec-Fetch-Site", "cross-site"), path);
    }

    HttpResponse<String> postJson(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)), path);
    }

    String cookie(String name) {
        Cookie cookie = cookies.get(name);
        return cookie == null ? "" : cookie.value();
    }

    void dropCookie(String name) {
        cookies.remove(name);
    }

    void setCookie(String name, String value) {
        cookies.put(name, new Cookie(value, "/"));
    }

    /** What Chromium sends. A person whose browser sends no Fetch Metadata is of the site "". */
    private static HttpRequest.Builder person(HttpRequest.Builder request, String site) {
        request.header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        return site.isEmpty()
                ? request
                : request.header("Sec-Fetch-Site", site)
                        .header("Sec-Fetch-Mode", "navigate")
                        .header("Sec-Fetch-Dest", "document")
                        .header("Sec-Fetch-User", "?1");
    }

    private HttpRequest.Builder form(String path, String form) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin + path)).timeout(PATIENCE);
        headers.forEach(request::header);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path) {
        StringBuilder sent = new StringBuilder();
        cookies.forEach((name, cookie) -> {
            if (path.startsWith(cookie.path())) {
                sent.append(sent.isEmpty() ? "" : "; ").append(name).append('=').append(cookie.value());
            }
        });
        if (!sent.isEmpty()) {
            request.header("Cookie", sent.toString());
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void keep(String header) {
        String[] parts = header.split("; ?", -1);
        String[] pair = parts[0].split("=", 2);
        String path = "/";
        for (String part : parts) {
            path = part.startsWith("Path=") ? part.substring("Path=".length()) : path;
        }
        if (pair[1].isEmpty()) {
            if (path.equals(
                    Optional.ofNullable(cookies.get(pair[0])).map(Cookie::path).orElse(""))) {
                cookies.remove(pair[0]);
            }
        } else {
            cookies.put(pair[0], new Cookie(pair[1], path));
        }
    }
}
