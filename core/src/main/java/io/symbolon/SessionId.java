package io.symbolon;

import io.symbolon.internal.json.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/**
 * The id of a session: 128 bits, written as 22 characters of base64url. It is not a secret: knowing it gives no access.
 *
 * <p>The first 48 bits are the milliseconds since 1970 at which the id was made, as in a UUIDv7, so ids sort by their
 * age; the next 8 bits are the {@linkplain #partition() partition} of the session's subject; 72 bits are random.
 *
 * <p>Immutable and thread-safe.
 */
public final class SessionId implements Comparable<SessionId> {
    private static final int TEXT_LENGTH = 22;
    private static final int PARTITION_SHIFT = 8;

    private final long mostSignificantBits;
    private final long leastSignificantBits;

    private SessionId(long mostSignificantBits, long leastSignificantBits) {
        this.mostSignificantBits = mostSignificantBits;
        this.leastSignificantBits = leastSignificantBits;
    }

    /**
     * Reads an id as {@link #toString()} writes it.
     *
     * @param text 22 characters of base64url
     * @return the id
     * @throws IllegalArgumentException if the text is not the canonical form of 128 bits
     */
    public static SessionId parse(String text) {
        // What is not ASCII becomes a question mark, which is not in the alphabet.
        byte[] ascii = Objects.requireNonNull(text, "text").getBytes(StandardCharsets.US_ASCII);
        return parse(ascii, 0, ascii.length);
    }

    /**
     * Reads an id from a part of some bytes, for parsers that hold a text as such.
     *
     * @param text holds 22 characters of base64url, a byte each
     * @param from where they begin
     * @param to where they end
     * @return the id
     * @throws IllegalArgumentException if that part is not the canonical form of 128 bits
     * @throws IndexOutOfBoundsException if it is not a part of them
     */
    public static SessionId parse(byte[] text, int from, int to) {
        Objects.checkFromToIndex(from, to, Objects.requireNonNull(text, "text").length);
        if (to - from != TEXT_LENGTH) {
            throw malformed();
        }
        long first = bits(text, from, from + 10);
        int middle = sixBits(text[from + 10]);
        long second = bits(text, from + 11, from + 21);
        int last = sixBits(text[from + 21]);
        // The last character carries 2 bits; the other 4 have to be zero, so that an id has one text only.
        if ((last & 0b1111) != 0) {
            throw malformed();
        }
        return new SessionId(first << 4 | middle >>> 2, (long) (middle & 0b11) << 62 | second << 2 | last >>> 4);
    }

    /**
     * Makes an id of its 128 bits, for storages that keep it as such.
     *
     * @param mostSignificantBits the first 64 bits
     * @param leastSignificantBits the last 64 bits
     * @return the id
     */
    public static SessionId of(long mostSignificantBits, long leastSignificantBits) {
        return new SessionId(mostSignificantBits, leastSignificantBits);
    }

    /**
     * The first 64 bits.
     *
     * @return the first 64 bits
     */
    public long mostSignificantBits() {
        return mostSignificantBits;
    }

    /**
     * The last 64 bits.
     *
     * @return the last 64 bits
     */
    public long leastSignificantBits() {
        return leastSignificantBits;
    }

    /**
     * The partition of the session's subject, so that an id alone tells a storage where to look.
     *
     * @return 0 to 255; the same for all sessions of one subject
     */
    public int partition() {
        return (int) (mostSignificantBits >>> PARTITION_SHIFT) & 0xFF;
    }

    /**
     * The partition of a subject: the first byte of the SHA-256 of its UTF-8 text.
     *
     * @param subject the user's id
     * @return 0 to 255
     */
    public static int partitionOf(String subject) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
            return hash[0] & 0xFF;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Orders ids by the time at which they were made. */
    @Override
    public int compareTo(SessionId other) {
        int first = Long.compareUnsigned(mostSignificantBits, other.mostSignificantBits);
        return first != 0 ? first : Long.compareUnsigned(leastSignificantBits, other.leastSignificantBits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionId that
                && mostSignificantBits == that.mostSignificantBits
                && leastSignificantBits == that.leastSignificantBits;
    }

    @Override
    public int hashCode() {
        // The last 64 bits are random in an id of ours; in a foreign one a poor spread costs time only.
        return Long.hashCode(leastSignificantBits * 31 + mostSignificantBits);
    }

    /** The 22 characters that {@link #parse(String)} reads. */
    @Override
    public String toString() {
        char[] text = new char[TEXT_LENGTH];
        for (int i = 0; i < 10; i++) {
            text[i] = Base64Url.character(mostSignificantBits >>> (58 - 6 * i));
            text[11 + i] = Base64Url.character(leastSignificantBits >>> (56 - 6 * i));
        }
        text[10] = Base64Url.character(mostSignificantBits << 2 | leastSignificantBits >>> 62);
        text[21] = Base64Url.character(leastSignificantBits << 4);
        return new String(text);
    }

    private static long bits(byte[] text, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits = bits << 6 | sixBits(text[i]);
        }
        return bits;
    }

    private static int sixBits(byte character) {
        int bits = Base64Url.sixBits(character);
        if (bits < 0) {
            throw malformed();
        }
        return bits;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("text is not a session id: 22 characters of base64url are expected");
    }
}
