package io.symbolon.internal.crypto;

import io.symbolon.JwsAlgorithm;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;

/**
 * Ed25519 of Tink, which is Java, and faster than the JDK's. It is not a JCA provider, so its classes are used by name.
 */
final class TinkEd25519 implements SignatureSource {
    /** A public key in X.509 ends with its point: RFC 8410 section 4. */
    private static final int POINT_BYTES = 32;

    private final Constructor<?> newSigner;
    private final Method sign;
    private final Constructor<?> newVerifier;
    private final Method verify;

    /**
     * Uses Tink's.
     *
     * @param signer its class {@code Ed25519Sign}
     * @param verifier its class {@code Ed25519Verify}
     * @throws ReflectiveOperationException if they cannot be used
     */
    TinkEd25519(Class<?> signer, Class<?> verifier) throws ReflectiveOperationException {
        newSigner = signer.getConstructor(byte[].class);
        sign = signer.getMethod("sign", byte[].class);
        newVerifier = verifier.getConstructor(byte[].class);
        verify = verifier.getMethod("verify", byte[].class, byte[].class);
    }

    @Override
    public String name() {
        return "Tink (EdDSA only)";
    }

    @Override
    public boolean isFor(JwsAlgorithm algorithm) {
        return algorithm == JwsAlgorithm.EdDSA;
    }

    @Override
    public Signer signer(JwsAlgorithm algorithm, PrivateKey key) throws GeneralSecurityException {
        if (!(key instanceof EdECPrivateKey ed)) {
            throw new InvalidKeyException("not a key on Ed25519");
        }
        byte[] seed = ed.getBytes().orElseThrow(() -> new InvalidKeyException("a key that cannot be read"));
        Object signer = create(newSigner, seed);
        return (bytes, length) -> {
            try {
                return (byte[]) sign.invoke(signer, (Object) Arrays.copyOf(bytes, length));
            } catch (ReflectiveOperationException failed) {
                throw new IllegalStateException("signing with " + algorithm + " failed", failed);
            }
        };
    }

    @Override
    public SignatureVerifier verifier(JwsAlgorithm algorithm, PublicKey key) throws GeneralSecurityException {
        byte[] encoded = key.getEncoded();
        Object verifier =
                create(newVerifier, Arrays.copyOfRange(encoded, encoded.length - POINT_BYTES, encoded.length));
        return (bytes, length, signature) -> {
            try {
                verify.invoke(verifier, signature, Arrays.copyOf(bytes, length));
                return true;
            } catch (InvocationTargetException refused) {
                if (refused.getCause() instanceof GeneralSecurityException) {
                    return false;
                }
                throw new IllegalStateException("verifying with " + algorithm + " failed", refused);
            } catch (IllegalAccessException failed) {
                throw new IllegalStateException("verifying with " + algorithm + " failed", failed);
            }
        };
    }

    /** Such as in Tink's FIPS mode, it may refuse to work at all. */
    private static Object create(Constructor<?> constructor, byte[] key) throws GeneralSecurityException {
        try {
            return constructor.newInstance(key);
        } catch (ReflectiveOperationException failed) {
            throw new GeneralSecurityException("Tink does not take the key", failed);
        }
    }
}
