package io.symbolon.spring.autoconfigure;

import io.symbolon.web.TokenTransports;
import io.symbolon.web.WebSessions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a request's access token is, and where none is looked for. Paths are exact, or ended by {@code /*} for all below.
 *
 * @param transports where tokens travel
 * @param endpointPaths those of Symbolon's endpoints, which verify for themselves, and of the scripts for browsers; none in a
 *     service that only verifies tokens
 * @param openPaths those and the application's own
 */
record RequestRules(TokenTransports transports, List<String> endpointPaths, List<String> openPaths) {
    static RequestRules of(@Nullable WebSessions sessions, ConfiguredTransports configured, WebProperties web) {
        List<String> endpoints = sessions == null ? List.of() : sessions.paths().open();
        return new RequestRules(
                sessions == null ? configured.ofServlets() : sessions.transports(),
                endpoints,
                Stream.concat(endpoints.stream(), web.openPaths().stream()).toList());
    }
}
