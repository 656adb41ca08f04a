package io.symbolon.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A string in a structured field (RFC 9651 section 3.3.3): printable ASCII in quotation marks. */
final class StructuredText {
    /** Chromium 156 sends proofs and session ids without quotation marks. */
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_.-]+");

    private StructuredText() {}

    /**
     * The string of a header that has one. Parameters are left out.
     *
     * @return empty if there is no such header, more than one, or it is neither a string nor a bare word
     */
    static Optional<String> of(HttpRequest request, String header) {
        List<String> lines = request.headers(header);
        return lines.size() == 1 ? parse(lines.get(0).strip()) : Optional.empty();
    }

    /** A text without quotation marks and backslashes, as our own are. */
    static String write(String text) {
        return '"' + text + '"';
    }

    private static Optional<String> parse(String item) {
        if (!item.startsWith("\"")) {
            return BARE.matcher(item).matches() ? Optional.of(item) : Optional.empty();
        }
        StringBuilder text = new StringBuilder(item.length());
        for (int i = 1; i < item.length(); i++) {
            char character = item.charAt(i);
            if (character == '"') {
                return isEndOfItem(item, i + 1) ? Optional.of(text.toString()) : Optional.empty();
            }
            if (character == '\\') {
                i++;
                if (i == item.length() || (item.charAt(i) != '"' && item.charAt(i) != '\\')) {
                    return Optional.empty();
                }
                character = item.charAt(i);
            } else if (character < ' ' || character > '~') {
                return Optional.empty();
            }
            text.append(character);
        }
        return Optional.empty();
    }

    private static boolean isEndOfItem(String item, int at) {
        return at == item.length() || item.charAt(at) == ';';
    }
}
