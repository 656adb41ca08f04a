package io.symbolon.internal.crypto;

/** Checks signatures with one key. Safe for use by any number of threads. */
public interface SignatureVerifier {
    /** Whether a signature is that of the first {@code length} of some bytes. */
    boolean verify(byte[] bytes, int length, byte[] signature);
}
