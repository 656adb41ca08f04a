package io.symbolon.http;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A request about a token, from a service that the application knows: what RFC 7009 and RFC 7662 have in common. */
final class TokenRequest {
    /** Answers a request about a token. */
    interface Answering {
        HttpAnswer of(String token);
    }

    private TokenRequest() {}

    static HttpAnswer handle(HttpRequest request, ServiceAuthentication callers, Answering answering)
            throws IOException {
        if (callers.caller(request).isEmpty()) {
            return OAuthErrors.invalidClient(request);
        }
        Optional<Map<String, String>> form = FormBody.read(request);
        // token_type_hint only helps to look, and we need no help.
        return form.flatMap(parameters -> Optional.ofNullable(parameters.get("token")))
                .map(answering::of)
                .orElseGet(OAuthErrors::invalidRequest);
    }
}
