package io.symbolon.http;

import io.symbolon.http.RefusedRequestException.Code;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The member {@code refresh_token} of a JSON body. Other types of body are not looked at: a form of another site can send
 * those, but not JSON.
 */
final class RefreshTokenBody {
    /** Refresh tokens have at most 100 characters; the rest is room for members that we ignore. */
    static final int MAXIMUM_BYTES = 4096;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(8).build())
            .build();

    private RefreshTokenBody() {}

    static Optional<String> read(HttpRequest request) throws IOException {
        if (!isJson(request.header("Content-Type").orElse(""))) {
            return Optional.empty();
        }
        byte[] body = request.body(MAXIMUM_BYTES + 1);
        if (body.length > MAXIMUM_BYTES) {
            throw new RefusedRequestException(Code.BODY_TOO_LARGE);
        }
        if (body.length == 0) {
            return Optional.empty();
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            return refreshToken(parser);
        } catch (JacksonException malformed) {
            throw new RefusedRequestException(Code.MALFORMED_BODY);
        }
    }

    private static Optional<String> refreshToken(JsonParser parser) {
        Optional<String> token = Optional.empty();
        requireNext(parser, JsonToken.START_OBJECT);
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals("refresh_token")) {
                if (parser.currentToken() != JsonToken.VALUE_STRING) {
                    throw new RefusedRequestException(Code.MALFORMED_BODY);
                }
                token = Optional.of(parser.getString());
            } else {
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new RefusedRequestException(Code.MALFORMED_BODY);
        }
        return token;
    }

    private static void requireNext(JsonParser parser, JsonToken expected) {
        if (parser.nextToken() != expected) {
            throw new RefusedRequestException(Code.MALFORMED_BODY);
        }
    }

    private static boolean isJson(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT).equals("application/json");
    }
}
