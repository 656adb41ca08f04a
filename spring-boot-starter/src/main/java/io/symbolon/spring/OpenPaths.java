package io.symbolon.spring;

import io.symbolon.web.EndpointPaths;
import io.symbolon.web.WebSessions;
import java.util.List;
import java.util.stream.Stream;

/** Where no access token is looked for. Exact paths, or ended by {@code /*} for all below. */
final class OpenPaths {
    private static final String BROWSER_MODULE = "/symbolon/symbolon.js";

    private OpenPaths() {}

    /** The endpoints, which verify for themselves, and the browser module. */
    static List<String> endpoints(WebSessions sessions) {
        EndpointPaths paths = sessions.paths();
        return List.of(
                paths.refresh(),
                paths.signOut(),
                paths.sessions(),
                paths.sessions() + "/*",
                paths.revokeOthers(),
                paths.revokeAll(),
                paths.jwks(),
                BROWSER_MODULE);
    }

    /** Those and the application's own. */
    static List<String> all(WebSessions sessions, WebProperties web) {
        return Stream.concat(endpoints(sessions).stream(), web.openPaths().stream())
                .toList();
    }
}
