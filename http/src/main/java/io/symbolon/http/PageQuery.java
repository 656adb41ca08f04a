package io.symbolon.http;

import io.symbolon.SessionId;
import java.util.Optional;

/**
 * Which part of a list a query asks for. Other parameters are passed over.
 *
 * @param limit how many at most
 * @param after the id that the last page ended with
 */
record PageQuery(int limit, Optional<SessionId> after) {
    private static final int LARGEST = 1_000;

    /**
     * Reads a query.
     *
     * @return empty for all there is
     * @throws RefusedRequestException if it cannot be told which part is asked for
     */
    static Optional<PageQuery> of(HttpRequest request) {
        Optional<String> limit = QueryParameters.one(request, "limit");
        Optional<String> after = QueryParameters.one(request, "after");
        if (limit.isEmpty() && after.isPresent()) {
            throw QueryParameters.malformed();
        }
        return limit.map(text -> new PageQuery(limit(text), after.map(PageQuery::id)));
    }

    private static int limit(String text) {
        // Digits of ASCII only, where Integer.parseInt would take any.
        if (!text.matches("[0-9]{1,4}")) {
            throw QueryParameters.malformed();
        }
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > LARGEST) {
            throw QueryParameters.malformed();
        }
        return limit;
    }

    private static SessionId id(String text) {
        try {
            return SessionId.parse(text);
        } catch (IllegalArgumentException notAnId) {
            throw QueryParameters.malformed();
        }
    }
}
