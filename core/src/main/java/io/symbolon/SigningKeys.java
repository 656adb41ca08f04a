package io.symbolon;

import io.symbolon.internal.crypto.KeyGeneration;
import io.symbolon.internal.crypto.KeyRules;
import io.symbolon.internal.keys.Base64Secret;
import io.symbolon.internal.keys.PemKeys;
import io.symbolon.internal.keys.SigningJwk;
import io.symbolon.internal.keys.SigningKey;
import io.symbolon.internal.keys.StoredKeys;
import io.symbolon.internal.keys.VerificationKey;
import java.security.KeyPair;
import java.security.KeyStore;
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
 * <p>The class path decides who computes signatures with key pairs: the Amazon Corretto Crypto Provider, or else Conscrypt,
 * or else Tink (for EdDSA only), in the algorithms in which it was found to agree with the JDK. The JDK computes all others.
 * Nothing is registered for the JVM. The system property {@code symbolon.crypto} takes the choice away: {@code jdk},
 * {@code accp}, {@code conscrypt} or {@code tink} ({@code auto} by default). Where it names what is not there, every method
 * that takes a key pair throws an {@link IllegalStateException}.
 *
 * <p>Immutable and thread-safe. {@code toString} shows no secret.
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
     * A shared secret in the form in which configuration keeps it.
     *
     * @param algorithm HS256, HS384 or HS512
     * @param secret base64 or base64url of at least 32, 48 or 64 random bytes
     * @return the keys
     * @throws IllegalArgumentException if it is not base64, or too short, or the algorithm needs a key pair; without any of
     *     the text
     */
    public static SigningKeys fromBase64(JwsAlgorithm algorithm, String secret) {
        if (!isSymmetric(algorithm)) {
            throw KeyRules.needsKeyPair(algorithm);
        }
        return hmac(
                algorithm,
                Base64Secret.read(secret, KeyRules.secretOf(algorithm), algorithm.minimumKeyBits() / Byte.SIZE));
    }

    /**
     * A key pair of a private key in PEM, as {@code openssl genpkey} writes it.
     *
     * @param algorithm any but HS256, HS384 and HS512
     * @param pem text with a block {@code PRIVATE KEY} (PKCS#8, not encrypted). Its public key is computed, if it does not
     *     stand beside it as a block {@code PUBLIC KEY}. Certificates are left out.
     * @return the keys
     * @throws IllegalArgumentException that says what is wrong and how to put it right, without any of the text
     */
    public static SigningKeys fromPem(JwsAlgorithm algorithm, String pem) {
        return of(algorithm, PemKeys.keyPair(algorithm, pem));
    }

    /**
     * A key as a JSON Web Key with its private part (RFC 7517), or a set of them.
     *
     * @param text a JWK with {@code alg}; {@code kid} is kept, and is the thumbprint (RFC 7638) if there is none. Of a JWK
     *     set the first signs and all verify.
     * @return the keys
     * @throws IllegalArgumentException that says which member is missing or wrong, without any of the text
     */
    public static SigningKeys fromJwk(String text) {
        List<SigningKey> keys = SigningJwk.read(text);
        return keys.stream()
                .map(SigningKeys::of)
                .reduce(SigningKeys::alsoVerify)
                .orElseThrow();
    }

    /**
     * A key pair, or a secret, of a key store such as a PKCS#12 file:
     *
     * <pre>{@code
     * KeyStore store = KeyStore.getInstance(new File("keys.p12"), password);
     * SigningKeys keys = SigningKeys.fromKeyStore(JwsAlgorithm.ES256, store, "2026", password);
     * }</pre>
     *
     * <p>A private key that cannot leave its hardware module signs by the provider of the store, if that is registered.
     *
     * @param algorithm any
     * @param keyStore one that was loaded
     * @param alias of the entry
     * @param password of the entry; in PKCS#12 that of the store
     * @return the keys
     * @throws IllegalArgumentException if there is no such entry, the password is wrong, or the key does not fit
     */
    public static SigningKeys fromKeyStore(JwsAlgorithm algorithm, KeyStore keyStore, String alias, char[] password) {
        return isSymmetric(algorithm)
                ? hmac(algorithm, StoredKeys.secret(keyStore, alias, password))
                : of(algorithm, StoredKeys.keyPair(keyStore, alias, password));
    }

    /**
     * A new random key that nobody else has: for tests and applications of one process. After a restart its tokens are
     * refused.
     *
     * @param algorithm any
     * @return the keys
     */
    public static SigningKeys generate(JwsAlgorithm algorithm) {
        return isSymmetric(algorithm)
                ? hmac(algorithm, KeyGeneration.secret(algorithm))
                : of(algorithm, KeyGeneration.keyPair(algorithm));
    }

    /**
     * These keys, which sign as they did, and verify with other ones too.
     *
     * @param others whose tokens are good as well
     * @return new keys
     * @throws IllegalArgumentException if two different keys have the same key id and algorithm
     */
    public SigningKeys alsoVerify(SigningKeys others) {
        Objects.requireNonNull(others, "others");
        List<VerificationKey> all = new ArrayList<>(verifying);
        all.addAll(others.verifying);
        return new SigningKeys(signing, VerificationKey.distinct(all));
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

    private static boolean isSymmetric(JwsAlgorithm algorithm) {
        return Objects.requireNonNull(algorithm, "algorithm").keyType() == JwsAlgorithm.KeyType.SYMMETRIC;
    }

    static SigningKeys of(SigningKey key) {
        return new SigningKeys(key, List.of(key.verificationKey()));
    }
}
