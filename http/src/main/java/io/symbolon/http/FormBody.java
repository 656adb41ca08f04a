package io.symbolon.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parameters of a form in a body, each given once (RFC 6749 appendix B and section 3.2). */
final class FormBody {
    /** Room for an access token, escaped. */
    private static final int MAXIMUM_BYTES = 32 * 1024;

    private FormBody() {}

    /** Empty if the body is no such form. */
    static Optional<Map<String, String>> read(HttpRequest request) throws IOException {
        String type = request.header("Content-Type").orElse("");
        if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/x-www-form-urlencoded")) {
            return Optional.empty();
        }
        byte[] body = request.body(MAXIMUM_BYTES + 1);
        return body.length > MAXIMUM_BYTES ? Optional.empty() : parse(new String(body, StandardCharsets.UTF_8));
    }

    private static Optional<Map<String, String>> parse(String text) {
        Map<String, String> parameters = new HashMap<>();
        try {
            for (String pair : text.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                String value = parts.length == 2 ? decoded(parts[1]) : "";
                // RFC 6749 section 3.2: one without a value counts as left out.
                if (!value.isEmpty() && parameters.put(decoded(parts[0]), value) != null) {
                    return Optional.empty();
                }
            }
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
        return Optional.of(parameters);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
