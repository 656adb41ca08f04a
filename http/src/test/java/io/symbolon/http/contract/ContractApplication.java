package io.symbolon.http.contract;

import io.symbolon.http.AccessTokenCheck;
import io.symbolon.http.HttpAnswer;
import io.symbolon.http.HttpUserSessions;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What an adapter has to run: endpoints, filters and handlers. Patterns are exact paths, or end with {@code /*}. */
public interface ContractApplication {
    /** Answers a request, or says what is to be added to an answer. */
    @FunctionalInterface
    interface Handler {
        HttpAnswer handle(Call call) throws IOException;
    }

    /**
     * A check, and where it stands.
     *
     * @param check before the handlers
     * @param patterns for which paths
     */
    record Filtered(AccessTokenCheck check, List<String> patterns) {}

    /** Where the application is mounted; empty at the root. */
    String contextPath();

    /** What serves the endpoints, at {@link io.symbolon.http.EndpointPaths}. */
    HttpUserSessions sessions();

    /** In their order. */
    List<Filtered> filters();

    /** By pattern. */
    Map<String, Handler> handlers();
}
