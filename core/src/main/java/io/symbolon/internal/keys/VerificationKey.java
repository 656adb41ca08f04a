package io.symbolon.internal.keys;

import io.symbolon.JwsAlgorithm;
import io.symbolon.internal.claims.TextRules;
import io.symbolon.internal.crypto.Crypto;
import io.symbolon.internal.crypto.Hmac;
import io.symbolon.internal.crypto.KeyRules;
import io.symbolon.internal.crypto.SignatureVerifier;
import io.symbolon.internal.json.Base64Url;
import io.symbolon.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A key that verifies access tokens, and the one header that its tokens have. Its {@code toString} shows no secret. */
public final class VerificationKey {
    private static final int HMAC_KEY_ID_BYTES = 16;

    private final JwsAlgorithm algorithm;
    private final String keyId;
    private final String encodedHeader;
    private final SignatureVerifier verifier;
    private final Optional<PublicKey> publicKey;

    private VerificationKey(
            JwsAlgorithm algorithm, String keyId, SignatureVerifier verifier, Optional<PublicKey> publicKey) {
        this.algorithm = algorithm;
        this.keyId = TextRules.requireText(keyId, "the key id");
        this.encodedHeader = encodedHeader(algorithm, keyId);
        this.verifier = verifier;
        this.publicKey = publicKey;
    }

    /**
     * A public key, under the id that its issuer gave it.
     *
     * @throws IllegalArgumentException if the key is too short or of another kind
     */
    static VerificationKey of(JwsAlgorithm algorithm, PublicKey key, String keyId, Crypto crypto) {
        KeyRules.check(algorithm, key);
        try {
            return new VerificationKey(algorithm, keyId, crypto.verifier(algorithm, key), Optional.of(key));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("the public key cannot verify with " + algorithm, unusable);
        }
    }

    /**
     * A public key; its id is its thumbprint (RFC 7638).
     *
     * @throws IllegalArgumentException if the key is too short or of another kind
     */
    public static VerificationKey of(JwsAlgorithm algorithm, PublicKey key) {
        KeyRules.check(algorithm, key);
        return of(algorithm, key, Jwk.thumbprint(algorithm, key), Crypto.ofThisJvm());
    }

    /**
     * A secret. Its id is an HMAC with the secret itself: it helps to guess a weak secret no more than any token does.
     */
    static VerificationKey of(JwsAlgorithm algorithm, byte[] secret) {
        byte[] label = ("symbolon kid " + algorithm).getBytes(StandardCharsets.US_ASCII);
        byte[] id = Arrays.copyOf(hmac(algorithm, secret).sign(label, label.length), HMAC_KEY_ID_BYTES);
        return of(algorithm, secret, Base64Url.encode(id));
    }

    /** A secret, under an id that its owner gave it. */
    static VerificationKey of(JwsAlgorithm algorithm, byte[] secret, String keyId) {
        return new VerificationKey(algorithm, keyId, hmac(algorithm, secret), Optional.empty());
    }

    static Hmac hmac(JwsAlgorithm algorithm, byte[] secret) {
        KeyRules.check(algorithm, secret);
        return new Hmac("HmacSHA" + algorithm.minimumKeyBits(), secret);
    }

    public JwsAlgorithm algorithm() {
        return algorithm;
    }

    /** The {@code kid} of its tokens. */
    public String keyId() {
        return keyId;
    }

    /** The public key; empty for a secret. */
    public Optional<PublicKey> publicKey() {
        return publicKey;
    }

    /** The first part of a token of this key. */
    public String encodedHeader() {
        return encodedHeader;
    }

    public boolean verify(byte[] bytes, int length, byte[] signature) {
        return verifier.verify(bytes, length, signature);
    }

    /** Whether the other's tokens have the same header. */
    public boolean hasHeaderOf(VerificationKey other) {
        return Objects.equals(encodedHeader, other.encodedHeader);
    }

    /** Whether the other is the same key with the same header. */
    public boolean isSameAs(VerificationKey other) {
        return hasHeaderOf(other)
                && publicKey.equals(other.publicKey)
                && (publicKey.isPresent() || MessageDigest.isEqual(sample(), other.sample()));
    }

    /**
     * The keys without those that are there twice.
     *
     * @throws IllegalArgumentException if two different keys have one id and algorithm: of a token's header nobody could
     *     tell which one it names
     */
    public static List<VerificationKey> distinct(List<VerificationKey> keys) {
        List<VerificationKey> distinct = new ArrayList<>();
        for (VerificationKey key : keys) {
            Optional<VerificationKey> same =
                    distinct.stream().filter(key::hasHeaderOf).findFirst();
            if (same.isEmpty()) {
                distinct.add(key);
            } else if (!same.get().isSameAs(key)) {
                throw new IllegalArgumentException("two different keys have the same kid and the same alg "
                        + key.algorithm + ": give each a kid of its own");
            }
        }
        return List.copyOf(distinct);
    }

    /** What only the same secret makes. */
    private byte[] sample() {
        byte[] label = "symbolon same key".getBytes(StandardCharsets.US_ASCII);
        return verifier instanceof Hmac hmac ? hmac.sign(label, label.length) : new byte[0];
    }

    @Override
    public String toString() {
        return "VerificationKey[" + algorithm + ", kid=" + keyId + "]";
    }

    private static String encodedHeader(JwsAlgorithm algorithm, String keyId) {
        // Names in this order: a header is compared byte for byte.
        String header = "{\"alg\":\"" + algorithm + "\",\"kid\":" + Json.quote(keyId) + ",\"typ\":\"at+jwt\"}";
        return Base64Url.encode(header.getBytes(StandardCharsets.UTF_8));
    }
}
