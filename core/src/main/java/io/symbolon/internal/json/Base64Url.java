package io.symbolon.internal.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Base64url without padding (RFC 7515 section 2), read strictly: no padding, no white space, no other characters, and no
 * bits that stand for nothing, so that the same bytes have one text only. The JDK's decoder takes some of those.
 */
public final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** The six bits of each byte that is a character of the alphabet; negative for all others. */
    private static final byte[] SIX_BITS = table();

    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return new String(ENCODER.encode(bytes), StandardCharsets.ISO_8859_1);
    }

    public static byte[] encodeToBytes(byte[] bytes) {
        return ENCODER.encode(bytes);
    }

    /** The bytes of a text, or empty if it is not the one text of some bytes. */
    public static Optional<byte[]> decode(String text) {
        // What is not ASCII becomes a question mark, which is not in the alphabet.
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[decodedLength(ascii.length)];
        return decode(ascii, 0, ascii.length, bytes, 0) ? Optional.of(bytes) : Optional.empty();
    }

    /** The six bits of a character of the alphabet, a byte each; negative for all others. */
    public static int sixBits(byte character) {
        return SIX_BITS[character & 0xFF];
    }

    /** The character for the lowest six bits. */
    public static char character(long bits) {
        return ALPHABET.charAt((int) bits & 0b111111);
    }

    /** How many bytes a text of a length stands for. */
    public static int decodedLength(int characters) {
        return characters * 3 / 4;
    }

    /**
     * Decodes a part of some text. The target may be the text itself, from the part's start or before it.
     *
     * @param target may be overwritten after what was decoded too, up to the length of the part
     * @return false if it is not the one text of some bytes; then the target holds nothing of use
     */
    public static boolean decode(byte[] text, int from, int to, byte[] target, int targetFrom) {
        int in = from;
        int out = targetFrom;
        // Eight characters are six bytes, but eight are written at once: the next six overwrite the last two, or they
        // are of no use.
        for (; to - in >= 8 && target.length - out >= 8; in += 8) {
            long bits = (long) fourCharacters(text, in) << 24 | fourCharacters(text, in + 4);
            if (bits < 0) {
                return false;
            }
            EIGHT_BYTES.set(target, out, bits << 16);
            out += 6;
        }
        for (; to - in >= 4; in += 4) {
            int bits = fourCharacters(text, in);
            if (bits < 0) {
                return false;
            }
            target[out] = (byte) (bits >> 16);
            target[out + 1] = (byte) (bits >> 8);
            target[out + 2] = (byte) bits;
            out += 3;
        }
        return decodeRest(text, in, to, target, out);
    }

    /** Their 24 bits; negative if one of them is not a character of the alphabet. */
    private static int fourCharacters(byte[] text, int from) {
        return sixBits(text[from]) << 18
                | sixBits(text[from + 1]) << 12
                | sixBits(text[from + 2]) << 6
                | sixBits(text[from + 3]);
    }

    /** The last two or three characters: one or two bytes, and bits that have to be zero. */
    private static boolean decodeRest(byte[] text, int from, int to, byte[] target, int targetFrom) {
        if (from == to) {
            return true;
        }
        if (to - from == 1) {
            return false;
        }
        int first = sixBits(text[from]);
        int second = sixBits(text[from + 1]);
        int third = to - from == 3 ? sixBits(text[from + 2]) : 0;
        if ((first | second | third) < 0) {
            return false;
        }
        int bits = first << 12 | second << 6 | third;
        target[targetFrom] = (byte) (bits >> 10);
        if (to - from == 3) {
            target[targetFrom + 1] = (byte) (bits >> 2);
            return (bits & 0b11) == 0;
        }
        return (bits & 0b11_1111_1111) == 0;
    }

    private static byte[] table() {
        byte[] values = new byte[1 << Byte.SIZE];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }
}
