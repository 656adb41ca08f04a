package io.symbolon;

import io.symbolon.internal.token.KeyGeneration;
import io.symbolon.internal.token.SigningKey;
import io.symbolon.internal.token.VerificationKey;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The key that signs access tokens, and the keys that verify them.
 *
 * <p>To change a key with no token refused anywhere, deploy three times, each to all nodes before the next:
 *
 * <pre>{@code
 * old.alsoVerify(next)   // every node can verify the next key's tokens
 * next.alsoVerify(old)   // tokens are signed with the next key; those of the old one are still good
 * next                   // after the longest life of an access token
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads. {@code toString} shows no secret.
 */
public final class SigningKeys {
    private final SigningKey signing;
    private final List<VerificationKey> verifying;

    private SigningKeys(SigningKey signing, List<VerificationKey> verifying) {
        this.signing = signing;
        this.verifying = List.copyOf(verifying);
    }

    /**
     * A shared secret, for services that trust each other to issue tokens.
     *
     * @param algorithm HS256, HS384 or HS512
     * @param secret random bytes, at least as many as the algorithm's hash has: 32, 48 or 64 (RFC 7518 section 3.2);
     *     copied
     * @return the keys
     * @throws IllegalArgumentException if the secret is too short, or the algorithm needs a key pair
     */
    public static SigningKeys hmac(JwsAlgorithm algorithm, byte[] secret) {
        return of(SigningKey.of(algorithm, secret));
    }

    /**
     * A key pair: only its owner can issue tokens, and everybody who has the public key can verify them.
     *
     * @param algorithm any but HS256, HS384 and HS512
     * @param keyPair an RSA pair of at least 2,048 bits, one on the algorithm's curve, or an Ed25519 pair
     * @return the keys
     * @throws IllegalArgumentException if the keys are too short, of another kind, or do not belong together
     */
    public static SigningKeys of(JwsAlgorithm algorithm, KeyPair keyPair) {
        return of(SigningKey.of(algorithm, keyPair));
    }

    /**
     * A new random key that nobody else has: for tests and applications of one process. After a restart its tokens are
     * refused.
     *
     * @param algorithm any
     * @return the keys
     */
    public static SigningKeys generate(JwsAlgorithm algorithm) {
        return of(KeyGeneration.signingKey(Objects.requireNonNull(algorithm, "algorithm")));
    }

    /**
     * These keys, which sign as they did, and verify with other ones too.
     *
     * @param others whose tokens are good as well
     * @return new keys
     */
    public SigningKeys alsoVerify(SigningKeys others) {
        Objects.requireNonNull(others, "others");
        List<VerificationKey> all = new ArrayList<>(verifying);
        others.verifying.stream()
                .filter(other -> all.stream().noneMatch(other::hasHeaderOf))
                .forEach(all::add);
        return new SigningKeys(signing, all);
    }

    SigningKey signing() {
        return signing;
    }

    List<VerificationKey> verifying() {
        return verifying;
    }

    /** Algorithms and key ids. */
    @Override
    public String toString() {
        return "SigningKeys[signing=" + signing + ", verifying=" + verifying + "]";
    }

    private static SigningKeys of(SigningKey key) {
        return new SigningKeys(key, List.of(key.verificationKey()));
    }
}
