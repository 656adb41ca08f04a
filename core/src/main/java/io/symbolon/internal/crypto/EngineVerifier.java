package io.symbolon.internal.crypto;

import io.symbolon.JwsAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/** Checks signatures with a public key. */
final class EngineVerifier implements SignatureVerifier {
    private final SignatureEngines engines;
    private final JwsAlgorithm algorithm;
    private final PublicKey key;
    private final int signatureBytes;

    private EngineVerifier(SignatureEngines engines, JwsAlgorithm algorithm, PublicKey key, int signatureBytes) {
        this.engines = engines;
        this.algorithm = algorithm;
        this.key = key;
        this.signatureBytes = signatureBytes;
    }

    /**
     * A verifier.
     *
     * @throws GeneralSecurityException if the engines cannot use the key
     */
    static EngineVerifier of(SignatureEngines engines, JwsAlgorithm algorithm, PublicKey key)
            throws GeneralSecurityException {
        PublicKey own = engines.own(algorithm, key);
        Signature unused = engines.verifying(algorithm, own);
        return new EngineVerifier(engines, algorithm, own, SignatureSize.of(algorithm, key));
    }

    @Override
    public boolean verify(byte[] bytes, int length, byte[] signature) {
        // The JDK's Ed25519 takes longer ones, and its RSA throws.
        if (signature.length != signatureBytes) {
            return false;
        }
        try {
            Signature engine = engines.verifying(algorithm, key);
            engine.update(bytes, 0, length);
            return engine.verify(engines.writesDer(algorithm) ? EcdsaSignature.toDer(signature) : signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("verifying with " + algorithm + " failed", failed);
        }
    }
}
