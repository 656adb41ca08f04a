package io.symbolon;

import java.net.URI;
import java.util.Objects;

/**
 * What a client sent to prove that it holds a key: a text that it signed with it. Whether the proof is good is found out
 * by whoever is given it; nothing is checked here. Its {@code toString} does not show it.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface BindingProof {
    /**
     * A proof that a browser made by itself (Device Bound Session Credentials): a {@code dbsc+jwt}, signed with ES256 or
     * RS256, the challenge in claim {@code jti}. To bind a session, its header has the key as {@code jwk}.
     *
     * @param jws as the browser sent it: without quotation marks
     * @return the proof
     */
    static Dbsc dbsc(String jws) {
        return new Dbsc(jws);
    }

    /**
     * A proof that a page's script made: of the same form as {@link #dbsc}, of type {@code symbolon-proof+jwt}, signed
     * with ES256, RS256 or EdDSA.
     *
     * @param jws as the script sent it
     * @return the proof
     */
    static Software software(String jws) {
        return new Software(jws);
    }

    /**
     * A DPoP proof (RFC 9449 section 4): a {@code dpop+jwt}, signed with ES256, RS256, PS256 or EdDSA, the challenge in
     * claim {@code nonce}.
     *
     * @param proof what the request's one header {@code DPoP} holds
     * @param method the request's method
     * @param uri the request's URI as its client knows it, from outside of any proxy; query and fragment do not count
     * @return the proof
     */
    static Dpop dpop(String proof, String method, URI uri) {
        return new Dpop(proof, method, uri);
    }

    /**
     * A browser's proof.
     *
     * @param jws a compact JWS
     */
    record Dbsc(String jws) implements BindingProof {
        /** Checks for null only. */
        public Dbsc {
            Objects.requireNonNull(jws, "jws");
        }

        /** Without the proof. */
        @Override
        public String toString() {
            return "Dbsc[<redacted>]";
        }
    }

    /**
     * A script's proof.
     *
     * @param jws a compact JWS
     */
    record Software(String jws) implements BindingProof {
        /** Checks for null only. */
        public Software {
            Objects.requireNonNull(jws, "jws");
        }

        /** Without the proof. */
        @Override
        public String toString() {
            return "Software[<redacted>]";
        }
    }

    /**
     * A DPoP proof and the request that it came with.
     *
     * @param proof a compact JWS
     * @param method the request's method
     * @param uri the request's URI as its client knows it
     */
    record Dpop(String proof, String method, URI uri) implements BindingProof {
        /** Checks for null only. */
        public Dpop {
            Objects.requireNonNull(proof, "proof");
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(uri, "uri");
        }

        /** The method only: a URI may hold what is not for logs. */
        @Override
        public String toString() {
            return "Dpop[<redacted>, method=" + method + "]";
        }
    }
}
