package io.symbolon.internal.keys;

import io.symbolon.JwsAlgorithm;
import io.symbolon.internal.crypto.Crypto;
import io.symbolon.internal.crypto.KeyRules;
import io.symbolon.internal.crypto.Signer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Objects;

/** A key that signs access tokens. Its {@code toString} shows no secret. */
public final class SigningKey {
    private final VerificationKey verificationKey;
    private final Signer signer;
    private final int signatureBytes;

    private final boolean canFail;

    private SigningKey(VerificationKey verificationKey, Signer signer, boolean canFail) {
        this.verificationKey = verificationKey;
        this.signer = signer;
        this.canFail = canFail;
        this.signatureBytes = trySigning().length;
    }

    /**
     * A secret.
     *
     * @throws IllegalArgumentException if the secret is too short, or the algorithm needs a key pair
     */
    public static SigningKey of(JwsAlgorithm algorithm, byte[] secret) {
        return new SigningKey(VerificationKey.of(algorithm, secret), VerificationKey.hmac(algorithm, secret), false);
    }

    /** A secret, under an id that its owner gave it. */
    static SigningKey of(JwsAlgorithm algorithm, byte[] secret, String keyId) {
        return new SigningKey(
                VerificationKey.of(algorithm, secret, keyId), VerificationKey.hmac(algorithm, secret), false);
    }

    /**
     * A key pair; its id is its thumbprint (RFC 7638).
     *
     * @throws IllegalArgumentException if the keys are too short, of another kind, or do not belong together
     */
    public static SigningKey of(JwsAlgorithm algorithm, KeyPair pair) {
        return of(algorithm, pair, Crypto.ofThisJvm());
    }

    /** A key pair, with signatures that are computed by somebody. */
    public static SigningKey of(JwsAlgorithm algorithm, KeyPair pair, Crypto crypto) {
        Objects.requireNonNull(pair, "keyPair");
        KeyRules.check(algorithm, pair.getPublic());
        return of(algorithm, pair, Jwk.thumbprint(algorithm, pair.getPublic()), crypto);
    }

    /** A key pair, under an id that its owner gave it. */
    static SigningKey of(JwsAlgorithm algorithm, KeyPair pair, String keyId, Crypto crypto) {
        PrivateKey privateKey = Objects.requireNonNull(pair.getPrivate(), "keyPair's private key");
        VerificationKey verificationKey = VerificationKey.of(algorithm, pair.getPublic(), keyId, crypto);
        try {
            // A key that does not show its bytes is in hardware or in another process.
            boolean canFail = privateKey.getEncoded() == null;
            return new SigningKey(verificationKey, crypto.signer(algorithm, privateKey), canFail);
        } catch (GeneralSecurityException unusable) {
            throw cannotSign(algorithm, unusable);
        }
    }

    public VerificationKey verificationKey() {
        return verificationKey;
    }

    public byte[] sign(byte[] bytes, int length) {
        return signer.sign(bytes, length);
    }

    /** Whether signing can fail although the key is good. */
    public boolean canFail() {
        return canFail;
    }

    public int signatureBytes() {
        return signatureBytes;
    }

    @Override
    public String toString() {
        return "SigningKey[" + verificationKey.algorithm() + ", kid=" + verificationKey.keyId() + "]";
    }

    private byte[] trySigning() {
        byte[] sample = "symbolon".getBytes(StandardCharsets.US_ASCII);
        byte[] signature;
        try {
            signature = signer.sign(sample, sample.length);
        } catch (IllegalStateException failed) {
            throw cannotSign(verificationKey.algorithm(), failed);
        }
        if (!verificationKey.verify(sample, sample.length, signature)) {
            throw new IllegalArgumentException(
                    "the public and the private key do not belong together: the one does not verify what the other signs");
        }
        return signature;
    }

    private static IllegalArgumentException cannotSign(JwsAlgorithm algorithm, Exception cause) {
        return new IllegalArgumentException("the private key cannot sign with " + algorithm, cause);
    }
}
