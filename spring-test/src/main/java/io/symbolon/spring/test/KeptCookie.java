package io.symbolon.spring.test;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * A cookie as a browser keeps it: to whom it is sent back.
 *
 * @param pair name and value, as they are sent
 * @param path where to
 */
record KeptCookie(String pair, String path) {
    private static final String PATH = "path=";

    /** The cookies of an answer's {@code Set-Cookie} lines, without those that it clears. */
    static List<KeptCookie> of(Collection<String> lines) {
        return lines.stream()
                .filter(line -> !line.toLowerCase(Locale.ROOT).contains("max-age=0"))
                .map(KeptCookie::of)
                .toList();
    }

    private static KeptCookie of(String line) {
        String[] parts = line.split("; *", -1);
        String path = "/";
        for (String part : parts) {
            if (part.toLowerCase(Locale.ROOT).startsWith(PATH)) {
                path = part.substring(PATH.length());
            }
        }
        return new KeptCookie(parts[0], path);
    }

    /** RFC 6265, section 5.1.4. */
    boolean goesTo(String requested) {
        return requested.equals(path) || requested.startsWith(path.endsWith("/") ? path : path + "/");
    }

    String name() {
        return pair.substring(0, pair.indexOf('='));
    }

    String value() {
        return pair.substring(pair.indexOf('=') + 1);
    }
}
