package io.symbolon.http.internal.client;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** A CIDR range (RFC 4632, RFC 4291 section 2.3), or one address. */
record AddressRange(InetAddress first, int prefixLength) {
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            throw malformed(text);
        }
        int bits = address.get().getAddress().length * Byte.SIZE;
        String length = slash < 0 ? String.valueOf(bits) : text.substring(slash + 1);
        if (!LENGTH.matcher(length).matches() || Integer.parseInt(length) > bits) {
            throw malformed(text);
        }
        AddressRange range = new AddressRange(address.get(), Integer.parseInt(length));
        if (!range.endsInZeros()) {
            throw new IllegalArgumentException(
                    "ranges holds " + text + ": it has bits set after its prefix; write the range's first address");
        }
        return range;
    }

    boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            if (bitOf(ours, bit) != bitOf(theirs, bit)) {
                return false;
            }
        }
        return true;
    }

    private boolean endsInZeros() {
        byte[] bytes = first.getAddress();
        for (int bit = prefixLength; bit < bytes.length * Byte.SIZE; bit++) {
            if (bitOf(bytes, bit) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int bitOf(byte[] bytes, int index) {
        return bytes[index / Byte.SIZE] >>> (Byte.SIZE - 1 - index % Byte.SIZE) & 1;
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("ranges holds " + text
                + ": an IP address or a CIDR range such as 10.0.0.0/8 or 2001:db8::/32 is expected");
    }
}
