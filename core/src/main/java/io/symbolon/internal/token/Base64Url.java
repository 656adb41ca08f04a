package io.symbolon.internal.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Base64url without padding (RFC 7515 section 2), read strictly: one text only for the same bytes. */
final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private Base64Url() {}

    static String encode(byte[] bytes) {
        return new String(ENCODER.encode(bytes), StandardCharsets.ISO_8859_1);
    }

    static byte[] encodeToBytes(byte[] bytes) {
        return ENCODER.encode(bytes);
    }

    /** The bytes of a text, or empty if it has padding, white space, other characters, or bits that stand for nothing. */
    static Optional<byte[]> decode(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        return decode(ascii, 0, ascii.length);
    }

    /** The same for a part of some ASCII text. */
    static Optional<byte[]> decode(byte[] ascii, int from, int to) {
        if (!endsCanonically(ascii, from, to)) {
            return Optional.empty();
        }
        try {
            return Optional.of(DECODER.decode(Arrays.copyOfRange(ascii, from, to)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The JDK's decoder takes padding, and ignores the bits of the last character that belong to no byte. */
    private static boolean endsCanonically(byte[] ascii, int from, int to) {
        if (from == to) {
            return true;
        }
        int spareBits = switch ((to - from) % 4) {
            case 2 -> 0b1111;
            case 3 -> 0b0011;
            default -> 0;
        };
        int value = value(ascii[to - 1]);
        return value >= 0 && (value & spareBits) == 0;
    }

    private static int value(byte character) {
        if (character >= 'A' && character <= 'Z') {
            return character - 'A';
        }
        if (character >= 'a' && character <= 'z') {
            return character - 'a' + 26;
        }
        if (character >= '0' && character <= '9') {
            return character - '0' + 52;
        }
        return character == '-' ? 62 : character == '_' ? 63 : -1;
    }
}
