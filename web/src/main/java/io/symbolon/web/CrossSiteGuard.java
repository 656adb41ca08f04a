package io.symbolon.web;

import io.symbolon.web.RefusedRequestException.Code;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells requests of our own pages from those that another site has started, by what browsers say and scripts cannot
 * forge: {@code Sec-Fetch-Site} (Fetch Metadata), else {@code Origin} (RFC 6454). A neighbour host of the same site is
 * another one too. Who says nothing is refused.
 */
final class CrossSiteGuard {
    /** RFC 9110 section 9.2.1. */
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Set<String> allowedOrigins;
    private final boolean allowsHttp;

    /**
     * @param allowedOrigins besides the application's own
     * @param allowsHttp whether our own pages may come over plain http, as in development
     */
    CrossSiteGuard(Set<String> allowedOrigins, boolean allowsHttp) {
        this.allowedOrigins = allowedOrigins;
        this.allowsHttp = allowsHttp;
    }

    static boolean isSafe(String method) {
        return SAFE_METHODS.contains(method);
    }

    void check(HttpServletRequest request) {
        if (!comesFromOurPages(request)) {
            throw new RefusedRequestException(Code.CROSS_SITE);
        }
    }

    private boolean comesFromOurPages(HttpServletRequest request) {
        List<String> sites = Collections.list(request.getHeaders("Sec-Fetch-Site"));
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        if (sites.size() > 1 || origins.size() > 1) {
            return false;
        }
        // "none" is a person's own doing: the address bar or a bookmark.
        if (sites.contains("same-origin") || sites.contains("none")) {
            return true;
        }
        if (origins.isEmpty()) {
            return false;
        }
        String origin = origins.get(0);
        return allowedOrigins.contains(origin) || (sites.isEmpty() && isOwn(origin, request));
    }

    /** The scheme is not taken from the request: behind a proxy that ends TLS it says http. */
    private boolean isOwn(String origin, HttpServletRequest request) {
        String host = host(request);
        return origin.equals("https://" + host) || (allowsHttp && origin.equals("http://" + host));
    }

    private static String host(HttpServletRequest request) {
        int port = request.getServerPort();
        int defaultPort = request.getScheme().equals("https") ? 443 : 80;
        String name = request.getServerName().toLowerCase(Locale.ROOT);
        return port == defaultPort ? name : name + ":" + port;
    }
}
