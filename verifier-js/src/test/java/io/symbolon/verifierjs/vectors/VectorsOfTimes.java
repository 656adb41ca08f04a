package io.symbolon.verifierjs.vectors;

import io.symbolon.JwsAlgorithm;

/** Tokens at the edges of their time. */
final class VectorsOfTimes {
    private final Issuer issuer;
    private final Collected vectors;
    private final long skew;

    /** @param skew what the verifier allows, in milliseconds */
    VectorsOfTimes(Issuer issuer, Collected vectors, long skew) {
        this.issuer = issuer;
        this.vectors = vectors;
        this.skew = skew;
    }

    void collect() {
        long second = Issuer.NOW / 1000;
        long end = (second + 900) * 1000;
        String token = token(Claims.good());
        at("before it was issued", 1, token, Vector.ACCEPTED);
        at("a millisecond before its end", end + skew - 1, token, Vector.ACCEPTED);
        at("at its end", end + skew, token, "EXPIRED");
        at("after its end", end + skew + 1, token, "EXPIRED");
        String later = token(Claims.good().with("nbf", Long.toString(second + 100)));
        long start = (second + 100) * 1000;
        at("a millisecond before its start", start - skew - 1, later, "NOT_YET_VALID");
        at("at its start", start - skew, later, Vector.ACCEPTED);
        at("after its start", start - skew + 1, later, Vector.ACCEPTED);
        at("it starts after its end", end + skew, token(Claims.good().with("nbf", "253402300799")), "EXPIRED");
        at("it ends in 1970", Issuer.NOW, token(Claims.good().with("exp", "0")), "EXPIRED");
        at("it starts in 1970", Issuer.NOW, token(Claims.good().with("nbf", "0")), Vector.ACCEPTED);
        at("expired, for another audience", end + skew, token(Claims.good().with("aud", "\"b\"")), "WRONG_AUDIENCE");
        Claims bound = Claims.good().with("cnf", VectorsOfBindings.confirmation("jkt"));
        at("expired, bound by DPoP", end + skew, token(bound), "EXPIRED");
    }

    private String token(Claims claims) {
        return issuer.token(JwsAlgorithm.ES256, claims.json());
    }

    private void at(String name, long millis, String token, String verdict) {
        vectors.at(millis);
        vectors.add("time: " + name, token, verdict);
    }
}
