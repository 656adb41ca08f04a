package io.symbolon.internal.token;

/** Checks signatures with one key. Safe for use by any number of threads. */
interface SignatureVerifier {
    /** Whether a signature is that of the first {@code length} of some bytes. */
    boolean verify(byte[] bytes, int length, byte[] signature);
}
