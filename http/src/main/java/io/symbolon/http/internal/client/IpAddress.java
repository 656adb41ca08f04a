package io.symbolon.http.internal.client;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IP addresses as text. Nothing here asks a name server: only literals are read. */
final class IpAddress {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    /** Coarse: a text with a colon is never taken for a host name, and the JDK checks the rest. */
    private static final Pattern V6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}");

    private static final Pattern ZONE = Pattern.compile("%[0-9A-Za-z._~-]{1,32}$");
    private static final Pattern V4_WITH_PORT = Pattern.compile("([0-9.]+)(:[0-9]{1,5})?");
    private static final Pattern BRACKETED_V6 = Pattern.compile("\\[([^\\]]+)\\](:[0-9]{1,5})?");
    private static final Pattern ZEROS = Pattern.compile("(^|:)0(:0)+(:|$)");

    private IpAddress() {}

    /** Empty if the text is no literal. An IPv4 address in the form of IPv6 (RFC 4291 section 2.5.5.2) is IPv4. */
    static Optional<InetAddress> parse(String text) {
        String literal = ZONE.matcher(text).replaceFirst("");
        if (!V4.matcher(literal).matches() && !V6.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    /** As proxies write it: {@code 192.0.2.1}, {@code 192.0.2.1:80}, {@code 2001:db8::1}, {@code [2001:db8::1]:80}. */
    static Optional<InetAddress> parseWithPort(String text) {
        Matcher bracketed = BRACKETED_V6.matcher(text);
        if (bracketed.matches()) {
            return parse(bracketed.group(1));
        }
        Matcher v4 = V4_WITH_PORT.matcher(text);
        return parse(v4.matches() ? v4.group(1) : text);
    }

    /** The one text of an address (RFC 5952 section 4). */
    static String format(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < bytes.length; i += 2) {
            int group = (bytes[i] & 0xFF) << Byte.SIZE | (bytes[i + 1] & 0xFF);
            groups.append(i == 0 ? "" : ":").append(Integer.toHexString(group));
        }
        return shortened(groups.toString()).toLowerCase(Locale.ROOT);
    }

    private static String shortened(String groups) {
        Matcher zeros = ZEROS.matcher(groups);
        int start = -1;
        int end = -1;
        int longest = 0;
        while (zeros.find()) {
            int count = zeros.group().replace(":", "").length();
            if (count > longest) {
                longest = count;
                start = zeros.start();
                end = zeros.end();
            }
        }
        return start < 0 ? groups : groups.substring(0, start) + "::" + groups.substring(end);
    }
}
