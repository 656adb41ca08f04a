package io.symbolon.http;

import io.symbolon.http.RefusedRequestException.Code;
import java.io.IOException;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * One text in the JSON object of a body. Other types of body are not looked at: a form of another site can send those, but
 * not JSON.
 *
 * @param name the member's name
 */
record TextMember(String name) {
    /** Room for a text, and for members that we ignore. */
    static final int MAXIMUM_BYTES = 4096;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(8).build())
            .build();

    /** A value of the member. */
    sealed interface Value {}

    /** The body is not JSON, or does not have the member. */
    record Absent() implements Value {}

    /** JSON's null. */
    record Null() implements Value {}

    /** A text. */
    record Text(String text) implements Value {}

    /** @throws RefusedRequestException if the body is too large, is not a JSON object, or the member is not a text */
    Value read(HttpRequest request) throws IOException {
        if (!isJson(request.header("Content-Type").orElse(""))) {
            return new Absent();
        }
        byte[] body = request.body(MAXIMUM_BYTES + 1);
        if (body.length > MAXIMUM_BYTES) {
            throw new RefusedRequestException(Code.BODY_TOO_LARGE);
        }
        if (body.length == 0) {
            return new Absent();
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            return value(parser);
        } catch (JacksonException malformed) {
            throw new RefusedRequestException(Code.MALFORMED_BODY);
        }
    }

    private Value value(JsonParser parser) {
        Value value = new Absent();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new RefusedRequestException(Code.MALFORMED_BODY);
        }
        for (String member = parser.nextName(); member != null; member = parser.nextName()) {
            parser.nextToken();
            if (member.equals(name)) {
                value = switch (parser.currentToken()) {
                    case VALUE_STRING -> new Text(parser.getString());
                    case VALUE_NULL -> new Null();
                    default -> throw new RefusedRequestException(Code.MALFORMED_BODY);
                };
            } else {
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new RefusedRequestException(Code.MALFORMED_BODY);
        }
        return value;
    }

    private static boolean isJson(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        String name = type.strip().toLowerCase(Locale.ROOT);
        return name.equals("application/json") || name.equals("application/merge-patch+json");
    }
}
