package io.symbolon.web;

import io.symbolon.http.HttpAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Writes answers to a servlet container. */
final class ServletAnswers {
    private ServletAnswers() {}

    /** The whole answer, in the place of what was buffered. */
    static void write(HttpAnswer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        add(answer, response);
    }

    /** Headers and, where there is one, the body. The status is the application's. */
    static void add(HttpAnswer answer, HttpServletResponse response) throws IOException {
        Set<String> seen = new HashSet<>();
        for (HttpAnswer.Header header : answer.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (name.equals("content-type")) {
                response.setContentType(header.value());
            } else if (seen.add(name) && !name.equals("set-cookie")) {
                response.setHeader(header.name(), header.value());
            } else {
                response.addHeader(header.name(), header.value());
            }
        }
        if (!answer.body().isEmpty()) {
            // Without its length: Jetty would send what is complete at once, before it has looked whether the request's
            // body
            // has come, and then hang up on a client that was not told so.
            response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
        }
    }
}
