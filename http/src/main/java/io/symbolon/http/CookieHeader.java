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

    /** All different values that are not empty, in their order. */
    static List<String> values(HttpRequest request, String name) {
        String start = name + "=";
        return request.headers("Cookie").stream()
                .flatMap(line -> Stream.of(line.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(start) && pair.length() > start.length())
                .map(pair -> pair.substring(start.length()))
                .distinct()
                .toList();
    }
}
