package io.symbolon.http;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request's path within the application. Only a path that is written plainly counts: one with escapes, path parameters,
 * dot segments or empty ones could mean another thing to the next one that reads it, and none of ours needs them.
 */
final class RequestPath {
    private static final Pattern PLAIN = Pattern.compile("(/(?!\\.\\.?(/|$))[A-Za-z0-9._~!$&'()*+,=:@-]+)+/?|/");

    private RequestPath() {}

    static Optional<String> of(HttpRequest request) {
        String path = request.path();
        String context = request.contextPath();
        if (!path.startsWith(context)) {
            return Optional.empty();
        }
        String within = path.substring(context.length());
        return PLAIN.matcher(within).matches() ? Optional.of(within) : Optional.empty();
    }
}
