package io.symbolon.http;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A body that is one JSON object. */
final class JsonBody {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private JsonBody() {}

    /**
     * The body.
     *
     * @param members writes the object's members
     */
    static String of(Consumer<JsonGenerator> members) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }
}
