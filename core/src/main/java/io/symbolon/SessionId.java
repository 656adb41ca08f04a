package io.symbolon;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The id of a session: 128 bits, written as 22 characters of base64url. It is no secret: knowing it gives no access.
 *
 * <p>The first 48 bits are the milliseconds since 1970 at which the id was made, as in a UUIDv7, so ids sort by their
 * age; the next 8 bits are the {@linkplain #partition() partition} of the session's subject; 72 bits are random.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class SessionId implements Comparable<SessionId> {
    private static final int TEXT_LENGTH = 22;
    private static final int PARTITION_SHIFT = 8;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

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
        if (text.length() != TEXT_LENGTH) {
            throw malformed();
        }
        byte[] bytes;
        try {
            bytes = DECODER.decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw malformed();
        }
        if (bytes.length != Long.BYTES * 2) {
            throw malformed();
        }
        SessionId id = new SessionId(readLong(bytes, 0), readLong(bytes, Long.BYTES));
        // The last character carries 2 bits; the other 4 have to be zero, so that an id has one text only.
        if ("AQgw".indexOf(text.charAt(TEXT_LENGTH - 1)) < 0) {
            throw malformed();
        }
        return id;
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
        byte[] bytes = new byte[Long.BYTES * 2];
        writeLong(bytes, 0, mostSignificantBits);
        writeLong(bytes, Long.BYTES, leastSignificantBits);
        return new String(ENCODER.encode(bytes), StandardCharsets.ISO_8859_1);
    }

    private static long readLong(byte[] bytes, int offset) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | (bytes[offset + i] & 0xFF);
        }
        return value;
    }

    private static void writeLong(byte[] bytes, int offset, long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[offset + i] = (byte) (value >>> (Byte.SIZE * (Long.BYTES - 1 - i)));
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("text is no session id: 22 characters of base64url are expected");
    }
}
