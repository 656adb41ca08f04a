package io.symbolon.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Which client an access token is for that this node has just made: claim {@code client_id}. Nothing is verified. */
final class IssuedClient {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private IssuedClient() {}

    static Optional<String> of(String accessToken) {
        int start = accessToken.indexOf('.') + 1;
        String encoded = accessToken.substring(start, accessToken.indexOf('.', start));
        byte[] payload = Base64.getUrlDecoder().decode(encoded.getBytes(StandardCharsets.US_ASCII));
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), payload)) {
            parser.nextToken();
            for (String claim = parser.nextName(); claim != null; claim = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (claim.equals("client_id") && value == JsonToken.VALUE_STRING) {
                    return Optional.of(parser.getString());
                }
                parser.skipChildren();
            }
        }
        return Optional.empty();
    }
}
