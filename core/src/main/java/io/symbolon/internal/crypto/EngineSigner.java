package io.symbolon.internal.crypto;

import io.symbolon.JwsAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs with a private key. */
final class EngineSigner implements Signer {
    private final SignatureEngines engines;
    private final JwsAlgorithm algorithm;
    private final PrivateKey key;

    private EngineSigner(SignatureEngines engines, JwsAlgorithm algorithm, PrivateKey key) {
        this.engines = engines;
        this.algorithm = algorithm;
        this.key = key;
    }

    /**
     * A signer.
     *
     * @throws GeneralSecurityException if the engines cannot use the key
     */
    static EngineSigner of(SignatureEngines engines, JwsAlgorithm algorithm, PrivateKey key)
            throws GeneralSecurityException {
        PrivateKey own = engines.own(algorithm, key);
        Signature unused = engines.signing(algorithm, own);
        return new EngineSigner(engines, algorithm, own);
    }

    @Override
    public byte[] sign(byte[] bytes, int length) {
        try {
            Signature engine = engines.signing(algorithm, key);
            engine.update(bytes, 0, length);
            byte[] signature = engine.sign();
            return engines.writesDer(algorithm)
                    ? EcdsaSignature.fromDer(signature, SignatureSize.ofNumber(algorithm))
                    : signature;
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("signing with " + algorithm + " failed", failed);
        }
    }
}
