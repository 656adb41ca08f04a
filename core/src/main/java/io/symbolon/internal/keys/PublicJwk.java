package io.symbolon.internal.keys;

import io.symbolon.JwsAlgorithm;
import io.symbolon.internal.crypto.Crypto;
import io.symbolon.internal.crypto.KeyRules;
import io.symbolon.internal.crypto.SignatureVerifier;
import io.symbolon.internal.json.Json;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;

/** A public key that somebody else showed as a JWK, and what it signed can be checked with. Thread-safe. */
public final class PublicJwk {
    private final JwsAlgorithm algorithm;
    private final PublicKey key;
    private final SignatureVerifier verifier;

    private PublicJwk(JwsAlgorithm algorithm, PublicKey key, SignatureVerifier verifier) {
        this.algorithm = algorithm;
        this.key = key;
        this.verifier = verifier;
    }

    /**
     * Reads a JWK.
     *
     * @param algorithm with which the key signs; a member {@code alg} has to name it
     * @throws IllegalArgumentException if it has a private member, is of another kind, or too weak
     */
    public static PublicJwk of(JwsAlgorithm algorithm, Map<?, ?> members) {
        JwkMembers jwk = new JwkMembers(members);
        if (jwk.isSecret()) {
            throw new IllegalArgumentException("a JWK shows a private key or a secret");
        }
        if (!jwk.find("alg").map(algorithm.name()::equals).orElse(true)) {
            throw new IllegalArgumentException("a JWK's alg is another one than that of what it signed");
        }
        PublicKey key = JwkReader.publicKey(algorithm, jwk);
        KeyRules.check(algorithm, key);
        try {
            return new PublicJwk(algorithm, key, Crypto.ofThisJvm().verifier(algorithm, key));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("a JWK cannot verify with " + algorithm, unusable);
        }
    }

    /** The algorithm of a name, if it is one of ours. */
    public static Optional<JwsAlgorithm> algorithm(String name) {
        return Jwk.algorithm(name);
    }

    public JwsAlgorithm algorithm() {
        return algorithm;
    }

    /** The RFC 7638 thumbprint: 43 characters. */
    public String thumbprint() {
        return Jwk.thumbprint(algorithm, key);
    }

    /** The key as the text of a JWK that has the required members only. */
    public String text() {
        return Json.write(Jwk.required(algorithm, key));
    }

    public boolean verify(byte[] bytes, int length, byte[] signature) {
        return verifier.verify(bytes, length, signature);
    }

    @Override
    public String toString() {
        return "PublicJwk[" + algorithm + "]";
    }
}
