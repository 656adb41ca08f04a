package io.symbolon.http;

import io.symbolon.http.RefusedRequestException.Code;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A token in a query is refused even where another one is good: the client would go on to leak it. */
final class TokensInUrl {
    private static final Set<String> NAMES = Set.of("refresh_token", "access_token");

    private TokensInUrl() {}

    static void refuse(HttpRequest request) {
        Optional<String> query = request.query();
        if (query.isPresent() && Stream.of(query.get().split("[&;]")).anyMatch(TokensInUrl::isToken)) {
            throw new RefusedRequestException(Code.TOKEN_IN_URL);
        }
    }

    private static boolean isToken(String parameter) {
        String name = parameter.split("=", 2)[0];
        try {
            return NAMES.contains(
                    URLDecoder.decode(name, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
