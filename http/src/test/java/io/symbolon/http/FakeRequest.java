package io.symbolon.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that came over no network. */
record FakeRequest(String path, String contextPath, Optional<String> query, Map<String, String> fields, String content)
        implements HttpRequest {
    FakeRequest(String path, String contextPath, Map<String, String> fields) {
        this(path, contextPath, Optional.empty(), fields, "");
    }

    static FakeRequest of(Map<String, String> fields) {
        return new FakeRequest("/", "", fields);
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public List<String> headers(String name) {
        return fields.containsKey(name) ? List.of(fields.get(name)) : List.of();
    }

    @Override
    public String remoteAddress() {
        return "203.0.113.7";
    }

    @Override
    public String scheme() {
        return "https";
    }

    @Override
    public String serverName() {
        return "app.example.com";
    }

    @Override
    public int serverPort() {
        return 443;
    }

    @Override
    public byte[] body(int maximumBytes) {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.copyOf(bytes, Math.min(bytes.length, maximumBytes));
    }
}
