package io.symbolon.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which endpoint answers at which path. A path has one method. */
final class Routes {
    /** Answers a request that has the right path and method. */
    interface Endpoint {
        HttpAnswer handle(HttpRequest request) throws IOException;
    }

    /** An endpoint that is named by the path's last segment. */
    interface NamedEndpoint {
        HttpAnswer handle(String name, HttpRequest request) throws IOException;
    }

    /** An endpoint and its method. HEAD goes with GET: the server leaves the body out. */
    record Match(String method, Endpoint endpoint) {
        boolean allows(String requested) {
            return method.equals(requested) || (method.equals("GET") && requested.equals("HEAD"));
        }

        String allow() {
            return method.equals("GET") ? "GET, HEAD, OPTIONS" : method + ", OPTIONS";
        }
    }

    private final Map<String, Match> exact = new HashMap<>();
    private final String parent;
    private final String childMethod;
    private final NamedEndpoint child;

    /** All paths right below {@code parent} that are no exact ones go to one endpoint. */
    Routes(String parent, String childMethod, NamedEndpoint child) {
        this.parent = parent;
        this.childMethod = childMethod;
        this.child = child;
    }

    Routes add(String method, String path, Endpoint endpoint) {
        exact.put(path, new Match(method, endpoint));
        return this;
    }

    Optional<Match> find(HttpRequest request) {
        return RequestPath.of(request).flatMap(this::at);
    }

    private Optional<Match> at(String path) {
        Match match = exact.get(path);
        if (match != null) {
            return Optional.of(match);
        }
        String name = path.startsWith(parent + "/") ? path.substring(parent.length() + 1) : "";
        return name.isEmpty() || name.contains("/")
                ? Optional.empty()
                : Optional.of(new Match(childMethod, request -> child.handle(name, request)));
    }
}
