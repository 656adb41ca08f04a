package io.symbolon.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes an answer whose body is one JSON object. */
final class JsonBody {
    static final JsonFactory FACTORY = JsonFactory.builder().build();

    private JsonBody() {}

    /**
     * Writes the body; status and headers are the caller's.
     *
     * @param members writes the object's members
     */
    static void write(HttpServletResponse response, String contentType, Consumer<JsonGenerator> members)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        response.setContentType(contentType);
        response.setContentLength(bytes.size());
        bytes.writeTo(response.getOutputStream());
    }
}
