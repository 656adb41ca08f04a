package io.symbolon.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells requests by which a person goes to a page from those of scripts and programs. */
public final class Navigation {
    private Navigation() {}

    /**
     * Whether a person goes to a page, and will look at the answer. Not where the browser only looks ahead.
     *
     * @param request the request
     * @return true if the answer should be a page; what clients say of themselves, and no proof
     */
    public static boolean isByPerson(HttpRequest request) {
        return isOf(request) && !isPrefetch(request);
    }

    /** The browser goes to a document. */
    private static boolean isOf(HttpRequest request) {
        return says(request, "Sec-Fetch-Mode", "navigate")
                && says(request, "Sec-Fetch-Dest", "document")
                && request.headers("Accept").stream()
                        .anyMatch(accept -> accept.toLowerCase(Locale.ROOT).contains("text/html"));
    }

    /** Whether the browser only looks ahead: nobody has gone there yet. */
    private static boolean isPrefetch(HttpRequest request) {
        return Stream.of("Sec-Purpose", "Purpose", "X-Moz", "X-Purpose")
                .flatMap(name -> request.headers(name).stream())
                .map(purpose -> purpose.toLowerCase(Locale.ROOT))
                .anyMatch(purpose ->
                        purpose.contains("prefetch") || purpose.contains("prerender") || purpose.contains("preview"));
    }

    /** The address that brings a person back after the sign-in; empty where going back would repeat an action. */
    static Optional<String> wayBack(HttpRequest request, Mount mount) {
        if (!request.method().equals("GET") || !request.path().startsWith(request.contextPath())) {
            return Optional.empty();
        }
        String within = request.path().substring(request.contextPath().length());
        String query = request.query().map(text -> "?" + text).orElse("");
        return WayBack.checked(mount.path() + within + query);
    }

    /** Browsers without Fetch Metadata say nothing, which is taken for yes. */
    private static boolean says(HttpRequest request, String header, String value) {
        List<String> lines = request.headers(header);
        return lines.isEmpty() || lines.equals(List.of(value));
    }
}
