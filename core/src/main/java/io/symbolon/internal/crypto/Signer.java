package io.symbolon.internal.crypto;

/** Signs with one key. Thread-safe. */
public interface Signer {
    /** The signature of the first {@code length} of some bytes, in the form of RFC 7518 section 3. */
    byte[] sign(byte[] bytes, int length);
}
