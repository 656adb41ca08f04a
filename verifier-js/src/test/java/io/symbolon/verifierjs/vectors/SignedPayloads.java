package io.symbolon.verifierjs.vectors;

import io.symbolon.JwsAlgorithm;

/** Payloads with a good signature, as vectors. */
record SignedPayloads(Issuer issuer, Collected vectors) {
    private static final JwsAlgorithm ALGORITHM = JwsAlgorithm.HS256;

    void accepted(String name, String payload) {
        add(name, payload, Vector.ACCEPTED);
    }

    void malformed(String name, String payload) {
        add(name, payload, "MALFORMED");
    }

    void add(String name, String payload, String verdict) {
        vectors.add("payload: " + name, issuer.token(ALGORITHM, payload), verdict);
    }

    void accepted(String name, byte[] payload) {
        vectors.accepted("payload: " + name, issuer.token(ALGORITHM, payload));
    }

    void malformed(String name, byte[] payload) {
        vectors.malformed("payload: " + name, issuer.token(ALGORITHM, payload));
    }
}
