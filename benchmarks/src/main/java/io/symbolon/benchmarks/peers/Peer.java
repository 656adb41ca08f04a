package io.symbolon.benchmarks.peers;

/**
 * A library set up for one key, as its documentation says is fastest: whatever can be built once is. Safe for use by
 * many threads.
 */
public interface Peer extends AutoCloseable {
    /**
     * Verifies signature, expiry, issuer and audience.
     *
     * @return what the token says
     * @throws Exception of any kind if the token is not good
     */
    Object verify(String token) throws Exception;

    /** Makes a token. */
    String sign(SampleClaims claims) throws Exception;

    @Override
    default void close() {}
}
