package io.symbolon.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that came over no network. */
record FakeRequest(String path, String contextPath, Map<String, String> fields) implements HttpRequest {
    static FakeRequest of(Map<String, String> fields) {
        return new FakeRequest("/", "", fields);
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public Optional<String> query() {
        return Optional.empty();
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
        return new byte[0];
    }
}
