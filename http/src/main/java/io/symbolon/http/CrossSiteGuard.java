package io.symbolon.http;

import io.symbolon.http.RefusedRequestException.Code;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells requests of our own pages from those that another site has started, by what browsers say and scripts cannot
 * forge: {@code Sec-Fetch-Site} (Fetch Metadata), else {@code Origin} (RFC 6454). A neighbour host of the same site is
 * another one too. A request with neither header is refused.
 *
 * @param allowedOrigins besides the application's own
 * @param ownOrigin as browsers see it, where the application was told; else it follows from each request's host
 * @param allowsHttp whether our own pages may come over plain http, as in development
 */
record CrossSiteGuard(Set<String> allowedOrigins, Optional<String> ownOrigin, boolean allowsHttp) {
    /** RFC 9110 section 9.2.1. */
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** A page of these is as safe by http as by https: nobody is between. */
    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Set<Integer> DEFAULT_PORTS = Set.of(80, 443);

    static boolean isSafe(String method) {
        return SAFE_METHODS.contains(method);
    }

    /**
     * Whether a request with cookies passes wherever it comes from. Not one that opens a WebSocket: it is a GET, and browsers
     * let pages of all sites send it and talk.
     */
    static boolean passesFromAnywhere(HttpRequest request) {
        return SAFE_METHODS.contains(request.method()) && !opensWebSocket(request);
    }

    private static boolean opensWebSocket(HttpRequest request) {
        return request.headers("Upgrade").stream()
                .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("websocket"));
    }

    void check(HttpRequest request) {
        List<String> sites = request.headers("Sec-Fetch-Site");
        List<String> origins = request.headers("Origin");
        if (sites.size() > 1 || origins.size() > 1) {
            throw new RefusedRequestException(Code.CROSS_SITE);
        }
        // "none" is a person's own doing: the address bar or a bookmark.
        if (sites.contains("same-origin") || sites.contains("none")) {
            return;
        }
        if (origins.isEmpty()) {
            throw new RefusedRequestException(Code.CROSS_SITE);
        }
        String origin = origins.get(0);
        if (allowedOrigins.contains(origin) || (sites.isEmpty() && isOwn(origin, request))) {
            return;
        }
        // Browsers send Sec-Fetch-Site to https and localhost only.
        boolean isOwnButInsecure = sites.isEmpty() && origin.equals("http://" + host(request));
        throw new RefusedRequestException(isOwnButInsecure ? Code.INSECURE_ORIGIN : Code.CROSS_SITE);
    }

    /** The scheme is not taken from the request: behind a proxy that ends TLS it says http. */
    private boolean isOwn(String origin, HttpRequest request) {
        if (ownOrigin.isPresent()) {
            return ownOrigin.get().equals(origin);
        }
        String host = host(request);
        return origin.equals("https://" + host)
                || ((allowsHttp || isDevelopment(request)) && origin.equals("http://" + host));
    }

    /** Browsers may send no Sec-Fetch-Site with a WebSocket, to localhost neither. */
    private static boolean isDevelopment(HttpRequest request) {
        return opensWebSocket(request) && OWN_MACHINE.contains(request.serverName());
    }

    /** An origin has no default port, whether or not the header Host has one. */
    private static String host(HttpRequest request) {
        String name = request.serverName().toLowerCase(Locale.ROOT);
        int port = request.serverPort();
        return DEFAULT_PORTS.contains(port) ? name : name + ":" + port;
    }
}
