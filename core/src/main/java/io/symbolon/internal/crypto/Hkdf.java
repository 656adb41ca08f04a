package io.symbolon.internal.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** HKDF-SHA-256 without a salt, for keys of 32 bytes (RFC 5869). */
public final class Hkdf {
    private static final int BYTES = 32;

    private final Hmac extracted;

    /** @param secret from which keys are derived */
    public Hkdf(byte[] secret) {
        // RFC 5869 section 2.2: without a salt, that many zeros.
        byte[] pseudoRandomKey = new Hmac("HmacSHA256", new byte[BYTES]).sign(secret, secret.length);
        this.extracted = new Hmac("HmacSHA256", pseudoRandomKey);
    }

    /**
     * The key of a label.
     *
     * @param label the {@code info} of RFC 5869, in ASCII
     * @return 32 bytes
     */
    public byte[] derive(String label) {
        return derive(label.getBytes(StandardCharsets.US_ASCII));
    }

    /** RFC 5869 section 2.3: one block is enough for 32 bytes. */
    byte[] derive(byte[] info) {
        byte[] block = Arrays.copyOf(info, info.length + 1);
        block[info.length] = 1;
        return extracted.sign(block, block.length);
    }
}
