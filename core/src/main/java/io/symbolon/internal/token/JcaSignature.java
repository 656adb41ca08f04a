package io.symbolon.internal.token;

import io.symbolon.JwsAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** The JDK's names for the public-key algorithms, and their signatures as RFC 7518 and RFC 8037 write them. */
final class JcaSignature {
    private static final int ED25519_SIGNATURE_BYTES = 64;

    private JcaSignature() {}

    static Signer signer(JwsAlgorithm algorithm, PrivateKey key) {
        return (bytes, length) -> {
            try {
                Signature engine = engine(algorithm);
                engine.initSign(key);
                engine.update(bytes, 0, length);
                return engine.sign();
            } catch (GeneralSecurityException failed) {
                throw new IllegalStateException("signing with " + algorithm + " failed", failed);
            }
        };
    }

    static SignatureVerifier verifier(JwsAlgorithm algorithm, PublicKey key) {
        int signatureBytes = signatureBytes(algorithm, key);
        return (bytes, length, signature) -> {
            // The JDK's Ed25519 takes longer ones, and RSA throws on others.
            if (signature.length != signatureBytes) {
                return false;
            }
            try {
                // An engine a call: one that has thrown may keep what it was given.
                Signature engine = engine(algorithm);
                engine.initVerify(key);
                engine.update(bytes, 0, length);
                return engine.verify(signature);
            } catch (SignatureException malformed) {
                return false;
            } catch (GeneralSecurityException failed) {
                throw new IllegalStateException("verifying with " + algorithm + " failed", failed);
            }
        };
    }

    /** The one length that a key's signatures have. */
    static int signatureBytes(JwsAlgorithm algorithm, PublicKey key) {
        return switch (algorithm.keyType()) {
            case RSA -> (((RSAKey) key).getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
            case EC -> 2 * ((algorithm.minimumKeyBits() + Byte.SIZE - 1) / Byte.SIZE);
            case ED25519 -> ED25519_SIGNATURE_BYTES;
            case SYMMETRIC -> throw new IllegalArgumentException(algorithm + " has no public key");
        };
    }

    private static Signature engine(JwsAlgorithm algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case RS256 -> Signature.getInstance("SHA256withRSA");
            case RS384 -> Signature.getInstance("SHA384withRSA");
            case RS512 -> Signature.getInstance("SHA512withRSA");
            case PS256 -> pss(MGF1ParameterSpec.SHA256, 32);
            case PS384 -> pss(MGF1ParameterSpec.SHA384, 48);
            case PS512 -> pss(MGF1ParameterSpec.SHA512, 64);
            case ES256 -> Signature.getInstance("SHA256withECDSAinP1363Format");
            case ES384 -> Signature.getInstance("SHA384withECDSAinP1363Format");
            case ES512 -> Signature.getInstance("SHA512withECDSAinP1363Format");
            case EdDSA -> Signature.getInstance("Ed25519");
            case HS256, HS384, HS512 -> throw new IllegalArgumentException(algorithm + " is no signature");
        };
    }

    private static Signature pss(MGF1ParameterSpec hash, int saltBytes) throws GeneralSecurityException {
        Signature engine = Signature.getInstance("RSASSA-PSS");
        engine.setParameter(new PSSParameterSpec(
                hash.getDigestAlgorithm(), "MGF1", hash, saltBytes, PSSParameterSpec.TRAILER_FIELD_BC));
        return engine;
    }
}
