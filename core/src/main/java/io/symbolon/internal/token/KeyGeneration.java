package io.symbolon.internal.token;

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

    /** A key for an algorithm. */
    public static SigningKey signingKey(JwsAlgorithm algorithm) {
        return switch (algorithm.keyType()) {
            case SYMMETRIC -> SigningKey.of(algorithm, secret(algorithm.minimumKeyBits() / Byte.SIZE));
            case RSA, EC, ED25519 -> SigningKey.of(algorithm, keyPair(algorithm));
        };
    }

    /** Random bytes. */
    public static byte[] secret(int bytes) {
        byte[] secret = new byte[bytes];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    private static KeyPair keyPair(JwsAlgorithm algorithm) {
        try {
            return generator(algorithm).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK makes keys for " + algorithm, impossible);
        }
    }

    private static KeyPairGenerator generator(JwsAlgorithm algorithm) throws GeneralSecurityException {
        if (algorithm.keyType() == JwsAlgorithm.KeyType.ED25519) {
            return KeyPairGenerator.getInstance("Ed25519");
        }
        if (algorithm.keyType() == JwsAlgorithm.KeyType.RSA) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator;
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(KeyRules.curveName(algorithm)));
        return generator;
    }
}
