package io.symbolon.verifierjs.vectors;

import io.symbolon.JwsAlgorithm;
import io.symbolon.SigningKeys;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An issuer's key, and signatures over anything: by the JDK alone, without the code that is tested. */
sealed interface IssuerKey {
    /** A new key. */
    static IssuerKey generate(JwsAlgorithm algorithm) {
        try {
            return switch (algorithm.keyType()) {
                case SYMMETRIC -> new Secret(algorithm, randomBytes());
                case RSA -> new Pair(algorithm, pair("RSA", 2048));
                case EC -> new Pair(algorithm, curvePair("P-" + algorithm.minimumKeyBits()));
                case ED25519 ->
                    new Pair(algorithm, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
            };
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The algorithm that the key is for. */
    JwsAlgorithm algorithm();

    /** For a manager. */
    SigningKeys signingKeys();

    /** The secret, if it is one. */
    Optional<byte[]> secret();

    /** A signature by this key, whatever its algorithm is called. */
    byte[] sign(JwsAlgorithm algorithm, byte[] bytes);

    private static byte[] randomBytes() {
        byte[] secret = new byte[64];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    private static KeyPair pair(String name, int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(name);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static KeyPair curvePair(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp" + curve.substring(2) + "r1"));
        return generator.generateKeyPair();
    }

    /** A secret for HMAC. */
    final class Secret implements IssuerKey {
        private final JwsAlgorithm algorithm;
        private final byte[] bytes;

        private Secret(JwsAlgorithm algorithm, byte[] bytes) {
            this.algorithm = algorithm;
            this.bytes = bytes;
        }

        @Override
        public JwsAlgorithm algorithm() {
            return algorithm;
        }

        @Override
        public SigningKeys signingKeys() {
            return SigningKeys.hmac(algorithm, bytes);
        }

        @Override
        public Optional<byte[]> secret() {
            return Optional.of(bytes);
        }

        @Override
        public byte[] sign(JwsAlgorithm with, byte[] text) {
            return hmac(with, bytes, text);
        }

        /** An HMAC with any secret. */
        static byte[] hmac(JwsAlgorithm algorithm, byte[] secret, byte[] text) {
            try {
                String name = "HmacSHA" + algorithm.minimumKeyBits();
                Mac mac = Mac.getInstance(name);
                mac.init(new SecretKeySpec(secret, name));
                return mac.doFinal(text);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** A key pair. */
    record Pair(JwsAlgorithm algorithm, KeyPair pair) implements IssuerKey {
        @Override
        public SigningKeys signingKeys() {
            return SigningKeys.of(algorithm, pair);
        }

        @Override
        public Optional<byte[]> secret() {
            return Optional.empty();
        }

        @Override
        public byte[] sign(JwsAlgorithm with, byte[] text) {
            try {
                Signature signature = engine(with);
                PrivateKey key = pair.getPrivate();
                signature.initSign(key);
                signature.update(text);
                return signature.sign();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private static Signature engine(JwsAlgorithm algorithm) throws GeneralSecurityException {
            String name = algorithm.name();
            String hash = name.substring(2);
            return switch (algorithm.keyType()) {
                case RSA ->
                    name.startsWith("PS")
                            ? pss(Integer.parseInt(hash))
                            : Signature.getInstance("SHA" + hash + "withRSA");
                case EC -> Signature.getInstance("SHA" + hash + "withECDSAinP1363Format");
                case ED25519 -> Signature.getInstance("Ed25519");
                case SYMMETRIC -> throw new IllegalArgumentException(name);
            };
        }

        private static Signature pss(int bits) throws GeneralSecurityException {
            String hash = "SHA-" + bits;
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec(
                    hash, "MGF1", new MGF1ParameterSpec(hash), bits / 8, PSSParameterSpec.TRAILER_FIELD_BC));
            return signature;
        }
    }
}
