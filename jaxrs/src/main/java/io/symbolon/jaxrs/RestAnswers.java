package io.symbolon.jaxrs;

import io.symbolon.http.HttpAnswer;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes responses of answers. */
final class RestAnswers {
    private static final List<String> CACHING =
            List.of("Cache-Control", "Expires", "Pragma", "CDN-Cache-Control", "Surrogate-Control");

    private RestAnswers() {}

    static Response.ResponseBuilder response(HttpAnswer answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(header -> response.header(header.name(), header.value()));
        return answer.body().isEmpty()
                ? response
                : response.entity(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    /** To the headers of the application's response. No cache may keep it, whatever the application says. */
    static void add(HttpAnswer additions, MultivaluedMap<String, Object> headers) {
        if (additions.headers().isEmpty()) {
            return;
        }
        CACHING.forEach(headers::remove);
        Set<String> seen = new HashSet<>();
        for (HttpAnswer.Header header : additions.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (seen.add(name) && !name.equals("set-cookie")) {
                headers.putSingle(header.name(), header.value());
            } else {
                headers.add(header.name(), header.value());
            }
        }
        headers.putSingle("Cache-Control", additions.header("Cache-Control").orElse("private, no-store"));
    }
}
