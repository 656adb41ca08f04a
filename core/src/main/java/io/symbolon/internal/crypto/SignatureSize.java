package io.symbolon.internal.crypto;

import io.symbolon.JwsAlgorithm;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;

/** How long signatures are: RFC 7518 sections 3.3 to 3.5, RFC 8037 section 3.1. */
final class SignatureSize {
    private static final int ED25519_BYTES = 64;

    private SignatureSize() {}

    /** The one length that a key's signatures have, in bytes. */
    static int of(JwsAlgorithm algorithm, PublicKey key) {
        return switch (algorithm.keyType()) {
            case RSA -> (((RSAKey) key).getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
            case EC -> 2 * ofNumber(algorithm);
            case ED25519 -> ED25519_BYTES;
            case SYMMETRIC -> throw new IllegalArgumentException(algorithm + " has no public key");
        };
    }

    /** The length of a number modulo the order of an algorithm's curve, in bytes. */
    static int ofNumber(JwsAlgorithm algorithm) {
        return (algorithm.minimumKeyBits() + Byte.SIZE - 1) / Byte.SIZE;
    }
}
