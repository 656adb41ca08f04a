package io.symbolon.http.contract;

import io.symbolon.AccessToken;
import io.symbolon.SessionException;
import io.symbolon.http.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request that has come as far as the application.
 *
 * @param request as the adapter sees it
 * @param token what the application learns of the caller, in the framework's own way
 * @param refusal why a filter that lets everybody pass found no good token
 */
public record Call(HttpRequest request, Optional<AccessToken> token, Optional<SessionException> refusal) {
    Optional<String> parameter(String name) {
        return request.query().stream()
                .flatMap(query -> Stream.of(query.split("&")))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst();
    }
}
