package io.symbolon.http;

import io.symbolon.SessionId;
import io.symbolon.http.RefusedRequestException.Code;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        Optional<String> limit = parameter(request, "limit");
        Optional<String> after = parameter(request, "after");
        if (limit.isEmpty() && after.isPresent()) {
            throw malformed();
        }
        return limit.map(text -> new PageQuery(limit(text), after.map(PageQuery::id)));
    }

    private static Optional<String> parameter(HttpRequest request, String name) {
        List<String> values = request.query().stream()
                .flatMap(query -> Stream.of(query.split("&")))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> decoded(pair[0]).equals(name))
                .map(pair -> pair.length == 2 ? decoded(pair[1]) : "")
                .toList();
        if (values.size() > 1) {
            throw malformed();
        }
        return values.stream().findFirst();
    }

    private static int limit(String text) {
        // Digits of ASCII only, where Integer.parseInt would take any.
        if (!text.matches("[0-9]{1,4}")) {
            throw malformed();
        }
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > LARGEST) {
            throw malformed();
        }
        return limit;
    }

    private static SessionId id(String text) {
        try {
            return SessionId.parse(text);
        } catch (IllegalArgumentException notAnId) {
            throw malformed();
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw malformed();
        }
    }

    private static RefusedRequestException malformed() {
        return new RefusedRequestException(Code.MALFORMED_QUERY);
    }
}
