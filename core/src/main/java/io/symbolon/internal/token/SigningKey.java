package io.symbolon.internal.token;

import io.symbolon.JwsAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Objects;

/** A key that signs access tokens. Its {@code toString} shows no secret. */
public final class SigningKey {
    private final VerificationKey verificationKey;
    private final Signer signer;
    private final int signatureBytes;

    private SigningKey(VerificationKey verificationKey, Signer signer) {
        this.verificationKey = verificationKey;
        this.signer = signer;
        this.signatureBytes = trySigning().length;
    }

    /**
     * A secret.
     *
     * @throws IllegalArgumentException if the secret is too short, or the algorithm needs a key pair
     */
    public static SigningKey of(JwsAlgorithm algorithm, byte[] secret) {
        return new SigningKey(VerificationKey.of(algorithm, secret), VerificationKey.hmac(algorithm, secret));
    }

    /**
     * A key pair.
     *
     * @throws IllegalArgumentException if the keys are too short, of another kind, or no pair
     */
    public static SigningKey of(JwsAlgorithm algorithm, KeyPair pair) {
        Objects.requireNonNull(pair, "keyPair");
        Objects.requireNonNull(pair.getPrivate(), "keyPair's private key");
        return new SigningKey(
                VerificationKey.of(algorithm, pair.getPublic()), JcaSignature.signer(algorithm, pair.getPrivate()));
    }

    public VerificationKey verificationKey() {
        return verificationKey;
    }

    byte[] sign(byte[] bytes, int length) {
        return signer.sign(bytes, length);
    }

    int signatureBytes() {
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
            throw new IllegalArgumentException(
                    "keyPair's private key cannot sign with " + verificationKey.algorithm(), failed);
        }
        if (!verificationKey.verify(sample, sample.length, signature)) {
            throw new IllegalArgumentException(
                    "keyPair is no pair: its public key does not verify what its private" + " key signs");
        }
        return signature;
    }
}
