package io.symbolon.internal.crypto;

import java.security.SignatureException;
import java.util.Arrays;

/**
 * The two forms of an ECDSA signature: r and s one after the other in a fixed size (RFC 7518 section 3.4, called P1363
 * in the JDK), and an ASN.1 sequence of two integers in DER (RFC 3279 section 2.2.3).
 */
final class EcdsaSignature {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int LONG_LENGTH = 0x81;

    private EcdsaSignature() {}

    /** The DER of any two numbers; whether they are a signature is not looked at. */
    static byte[] toDer(byte[] concatenated) {
        int size = concatenated.length / 2;
        int r = contentLength(concatenated, 0, size);
        int s = contentLength(concatenated, size, size);
        int body = 2 + r + 2 + s;
        boolean isLong = body > 0x7F;
        byte[] der = new byte[(isLong ? 3 : 2) + body];
        int at = 0;
        der[at++] = SEQUENCE;
        if (isLong) {
            der[at++] = (byte) LONG_LENGTH;
        }
        der[at++] = (byte) body;
        at = putInteger(concatenated, size, r, der, at);
        putInteger(concatenated, 2 * size, s, der, at);
        return der;
    }

    /**
     * The form of RFC 7518.
     *
     * @param size of each number, in bytes
     * @throws SignatureException if the text is not DER, or a number is negative or too long
     */
    static byte[] fromDer(byte[] der, int size) throws SignatureException {
        if (der.length < 2 || der[0] != SEQUENCE) {
            throw new SignatureException("not a sequence");
        }
        boolean isLong = (der[1] & 0xFF) == LONG_LENGTH;
        int start = isLong ? 3 : 2;
        int body = der.length - start;
        if (body < 0 || (der[start - 1] & 0xFF) != body || isLong != body > 0x7F) {
            throw new SignatureException("a sequence of another length");
        }
        byte[] concatenated = new byte[2 * size];
        int next = takeInteger(der, start, concatenated, size, size);
        if (takeInteger(der, next, concatenated, 2 * size, size) != der.length) {
            throw new SignatureException("more than two integers");
        }
        return concatenated;
    }

    /** The length of a number in DER: no leading zero but the one that says that it is not negative. */
    private static int contentLength(byte[] bytes, int from, int size) {
        int first = from;
        while (first < from + size - 1 && bytes[first] == 0) {
            first++;
        }
        return from + size - first + (bytes[first] < 0 ? 1 : 0);
    }

    /** Writes the integer of {@code length} whose last byte stands before {@code end}; tells where the next one goes. */
    private static int putInteger(byte[] bytes, int end, int length, byte[] der, int at) {
        der[at] = INTEGER;
        der[at + 1] = (byte) length;
        int next = at + 2 + length;
        // One of full size with a sign byte is longer than what there is to copy.
        int copied = Math.min(length, bytes.length / 2);
        System.arraycopy(bytes, end - copied, der, next - copied, copied);
        return next;
    }

    private static int takeInteger(byte[] der, int at, byte[] bytes, int end, int size) throws SignatureException {
        if (at + 3 > der.length || der[at] != INTEGER) {
            throw new SignatureException("not an integer");
        }
        int length = der[at + 1] & 0xFF;
        int first = at + 2;
        int next = first + length;
        if (length == 0 || length > 0x7F || next > der.length || der[first] < 0) {
            throw new SignatureException("an integer that is empty, too long or negative");
        }
        if (length > 1 && der[first] == 0) {
            if (der[first + 1] >= 0) {
                throw new SignatureException("an integer with a needless zero");
            }
            first++;
        }
        if (next - first > size) {
            throw new SignatureException("an integer that is too long");
        }
        byte[] digits = Arrays.copyOfRange(der, first, next);
        System.arraycopy(digits, 0, bytes, end - digits.length, digits.length);
        return next;
    }
}
