package io.symbolon.http.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** An HTTP client with a cookie jar that keeps names and paths, and forgets as a browser does. */
public final class TestClient {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A kept cookie and all that it was set with. */
    public record Kept(String name, String value, Map<String, String> attributes) {
        public String path() {
            return attributes.getOrDefault("path", "/");
        }
    }

    /** An answer. */
    public record Answer(int status, Map<String, List<String>> headers, String body) {
        public Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }

        public List<String> setCookies() {
            return headers.getOrDefault("set-cookie", List.of());
        }

        /** A member of a JSON body's outer object, as text; empty if there is none. */
        public String json(String member) {
            return members().getOrDefault(member, "");
        }

        private Map<String, String> members() {
            Map<String, String> members = new TreeMap<>();
            try (JsonParser parser = JsonFactory.builder().build().createParser(ObjectReadContext.empty(), body)) {
                parser.nextToken();
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    JsonToken token = parser.nextToken();
                    if (token.isStructStart()) {
                        parser.skipChildren();
                    } else {
                        members.put(name, parser.getString());
                    }
                }
            }
            return members;
        }
    }

    private final String origin;
    private final Map<String, String> headers;
    private final Map<String, Kept> jar;

    public TestClient(String origin) {
        this(origin, new TreeMap<>(), new ConcurrentHashMap<>());
    }

    private TestClient(String origin, Map<String, String> headers, Map<String, Kept> jar) {
        this.origin = origin;
        this.headers = headers;
        this.jar = jar;
    }

    /** The same client, cookies included, with one more header; without it where the value is empty. */
    public TestClient with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        if (value.isEmpty()) {
            more.remove(header);
        } else {
            more.put(header, value);
        }
        return new TestClient(origin, more, jar);
    }

    public Map<String, Kept> jar() {
        return jar;
    }

    public Kept kept(String name) {
        return Optional.ofNullable(jar.get(name)).orElseThrow();
    }

    /** A kept cookie's value. */
    public String value(String cookie) {
        return kept(cookie).value();
    }

    /** A kept cookie as the header has it. */
    public String cookie(String name) {
        return name + "=" + value(name);
    }

    public Answer signIn(String subject) {
        return post("/sign-in?subject=" + subject, null);
    }

    public Answer signIn(String subject, int transport) {
        return post("/sign-in?subject=" + subject + "&transport=" + transport, null);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, @Nullable String body) {
        return send("POST", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer refresh() {
        return post("/session/refresh", null);
    }

    public Answer send(String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(Patience.PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        String cookies = jar.values().stream()
                .filter(cookie -> reaches(cookie.path(), path))
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
        if (!cookies.isEmpty() && !headers.containsKey("Cookie")) {
            request.header("Cookie", cookies);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            response.headers().allValues("set-cookie").forEach(this::keep);
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void keep(String setCookie) {
        Kept cookie = parse(setCookie);
        if ("0".equals(cookie.attributes().get("max-age"))) {
            // Of another path it is another cookie.
            jar.computeIfPresent(cookie.name(), (name, kept) -> kept.path().equals(cookie.path()) ? null : kept);
        } else {
            jar.put(cookie.name(), cookie);
        }
    }

    /** The header Set-Cookie, attribute names in lower case. */
    public static Kept parse(String setCookie) {
        List<String> parts = new ArrayList<>(
                Stream.of(setCookie.split(";")).map(String::strip).toList());
        String[] pair = parts.remove(0).split("=", 2);
        Map<String, String> attributes = new TreeMap<>();
        for (String part : parts) {
            String[] attribute = part.split("=", 2);
            attributes.put(attribute[0].toLowerCase(Locale.ROOT), attribute.length > 1 ? attribute[1] : "");
        }
        return new Kept(pair[0], pair[1], attributes);
    }

    private static boolean reaches(String cookiePath, String path) {
        String plain = path.split("\\?", 2)[0];
        return plain.equals(cookiePath) || plain.startsWith(cookiePath.endsWith("/") ? cookiePath : cookiePath + "/");
    }
}
