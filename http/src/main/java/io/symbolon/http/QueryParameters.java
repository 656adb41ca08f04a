package io.symbolon.http;

import io.symbolon.http.RefusedRequestException.Code;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Parameters of a query, each given once. */
final class QueryParameters {
    private QueryParameters() {}

    /**
     * A parameter.
     *
     * @return empty if it is not there
     * @throws RefusedRequestException if it stands twice, or is not encoded as it has to be
     */
    static Optional<String> one(HttpRequest request, String name) {
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

    static RefusedRequestException malformed() {
        return new RefusedRequestException(Code.MALFORMED_QUERY);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw malformed();
        }
    }
}
