package io.symbolon.http;

import java.util.List;
import java.util.stream.Stream;

/**
 * The values of a cookie in the lines of the header {@code Cookie} (RFC 6265 section 5.4). We read it ourselves: some
 * containers give up at what another application of the host has set, such as an open quotation mark, a byte that is not
 * ASCII, or hundreds of cookies.
 */
final class CookieHeader {
    private CookieHeader() {}

    /**
     * All different values that are not empty, in their order. Quotation marks around a value do not belong to it (RFC 6265
     * section 4.1.1); the JDK's {@code CookieManager} sends them.
     */
    static List<String> values(HttpRequest request, String name) {
        String start = name + "=";
        return request.headers("Cookie").stream()
                .flatMap(line -> Stream.of(line.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(start))
                .map(pair -> unquoted(pair.substring(start.length())))
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }
}
