package io.symbolon.internal.crypto;

/** Checks signatures with one key. Thread-safe. */
public interface SignatureVerifier {
    /** Whether a signature is that of the first {@code length} of some bytes. */
    boolean verify(byte[] bytes, int length, byte[] signature);
}
