package io.symbolon.internal.crypto;

import io.symbolon.JwsAlgorithm;
import io.symbolon.internal.pool.IdlePool;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/**
 * Signs with a private key. Engines are used again: Amazon's reads a key on Ed25519 anew for each, which takes as long as a
 * signature.
 */
final class EngineSigner implements Signer {
    private final SignatureEngines engines;
    private final JwsAlgorithm algorithm;
    private final PrivateKey key;
    private final IdlePool<Signature> idle = new IdlePool<>();

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
        EngineSigner signer = new EngineSigner(engines, algorithm, own);
        signer.idle.giveBack(engines.signing(algorithm, own));
        return signer;
    }

    @Override
    public byte[] sign(byte[] bytes, int length) {
        try {
            @Nullable Signature waiting = idle.take();
            Signature engine = waiting == null ? engines.signing(algorithm, key) : waiting;
            engine.update(bytes, 0, length);
            byte[] signature = engine.sign();
            idle.giveBack(engine);
            return engines.writesDer(algorithm)
                    ? EcdsaSignature.fromDer(signature, SignatureSize.ofNumber(algorithm))
                    : signature;
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("signing with " + algorithm + " failed", failed);
        }
    }
}
