package io.symbolon.internal.crypto;

import io.symbolon.JwsAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;

/** Makes random keys. */
public final class KeyGeneration {
    /** What is recommended for use beyond 2030 (NIST SP 800-57). */
    private static final int RSA_BITS = 3072;

    private KeyGeneration() {}

    /** Random bytes. */
    public static byte[] secret(int bytes) {
        byte[] secret = new byte[bytes];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** A secret for an algorithm, as long as its hash. */
    public static byte[] secret(JwsAlgorithm algorithm) {
        return secret(algorithm.minimumKeyBits() / Byte.SIZE);
    }

    /** A key pair for an algorithm. */
    public static KeyPair keyPair(JwsAlgorithm algorithm) {
        return keyPair(algorithm, RSA_BITS);
    }

    /** A key pair that is made fast. */
    static KeyPair shortestKeyPair(JwsAlgorithm algorithm) {
        return keyPair(algorithm, algorithm.minimumKeyBits());
    }

    private static KeyPair keyPair(JwsAlgorithm algorithm, int rsaBits) {
        try {
            return generator(algorithm, rsaBits).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK makes keys for " + algorithm, impossible);
        }
    }

    private static KeyPairGenerator generator(JwsAlgorithm algorithm, int rsaBits) throws GeneralSecurityException {
        if (algorithm.keyType() == JwsAlgorithm.KeyType.ED25519) {
            return KeyPairGenerator.getInstance("Ed25519");
        }
        if (algorithm.keyType() == JwsAlgorithm.KeyType.RSA) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(rsaBits);
            return generator;
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(KeyRules.curveName(algorithm)));
        return generator;
    }
}
