package io.symbolon.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which endpoint answers at which path and method. */
final class Routes {
    /** Answers a request that has the right path and method. */
    interface Endpoint {
        HttpAnswer handle(HttpRequest request) throws IOException;
    }

    /** An endpoint that is named by the path's last segment. */
    interface NamedEndpoint {
        HttpAnswer handle(String name, HttpRequest request) throws IOException;
    }

    /** The endpoints of a path, by method. HEAD goes with GET: the server leaves the body out. */
    record Match(Map<String, Endpoint> endpoints) {
        Optional<Endpoint> endpoint(String requested) {
            String method = requested.equals("HEAD") ? "GET" : requested;
            return Optional.ofNullable(endpoints.get(method));
        }

        String allow() {
            return endpoints.keySet().stream()
                    .map(method -> method.equals("GET") ? "GET, HEAD" : method)
                    .collect(Collectors.joining(", ", "", ", OPTIONS"));
        }
    }

    private final Map<String, Map<String, Endpoint>> exact = new HashMap<>();
    private final Map<String, NamedEndpoint> children = new TreeMap<>();
    private final String parent;

    /** All paths right below {@code parent} that are not exact ones go to its children. */
    Routes(String parent) {
        this.parent = parent;
    }

    Routes add(String method, String path, Endpoint endpoint) {
        exact.computeIfAbsent(path, unused -> new TreeMap<>()).put(method, endpoint);
        return this;
    }

    Routes addChild(String method, NamedEndpoint endpoint) {
        children.put(method, endpoint);
        return this;
    }

    Optional<Match> find(HttpRequest request) {
        return RequestPath.of(request).flatMap(this::at);
    }

    private Optional<Match> at(String path) {
        if (exact.containsKey(path)) {
            return Optional.of(new Match(exact.getOrDefault(path, Map.of())));
        }
        String name = path.startsWith(parent + "/") ? path.substring(parent.length() + 1) : "";
        if (name.isEmpty() || name.contains("/")) {
            return Optional.empty();
        }
        Map<String, Endpoint> named = new TreeMap<>();
        children.forEach((method, endpoint) -> named.put(method, request -> endpoint.handle(name, request)));
        return Optional.of(new Match(named));
    }
}
