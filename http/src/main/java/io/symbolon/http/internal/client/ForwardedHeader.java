package io.symbolon.http.internal.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameter {@code for} of the header {@code Forwarded} (RFC 7239 section 4). The header is read by its whole grammar
 * or not at all: a quotation mark that a client leaves open could otherwise swallow what a proxy adds.
 */
public final class ForwardedHeader {
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]++";
    private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*+)\"";
    private static final Pattern PAIR = Pattern.compile("(" + TOKEN + ")=(?:(" + TOKEN + ")|" + QUOTED + ")");

    private ForwardedHeader() {}

    /**
     * One text for each hop.
     *
     * @param headers the header's lines
     * @return the nearest hop last; empty if the header is malformed
     */
    public static List<String> addresses(List<String> headers) {
        List<String> addresses = new ArrayList<>();
        for (String header : headers) {
            if (!read(header, addresses)) {
                return List.of();
            }
        }
        return addresses;
    }

    private static boolean read(String header, List<String> addresses) {
        Matcher pair = PAIR.matcher(header);
        int position = skipBlanks(header, 0);
        String address = "";
        while (pair.region(position, header.length()).lookingAt()) {
            if (pair.group(1).toLowerCase(Locale.ROOT).equals("for")) {
                address = pair.group(2) != null ? pair.group(2) : pair.group(3).replaceAll("\\\\(.)", "$1");
            }
            position = skipBlanks(header, pair.end());
            boolean isEnd = position == header.length();
            if (isEnd || header.charAt(position) == ',') {
                addresses.add(address);
                address = "";
            } else if (header.charAt(position) != ';') {
                return false;
            }
            if (isEnd) {
                return true;
            }
            position = skipBlanks(header, position + 1);
        }
        return false;
    }

    private static int skipBlanks(String text, int from) {
        int position = from;
        while (position < text.length() && (text.charAt(position) == ' ' || text.charAt(position) == '\t')) {
            position++;
        }
        return position;
    }
}
