package io.symbolon.internal.crypto;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwsAlgorithm.KeyType;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.NamedParameterSpec;
import java.util.Objects;

/** Which keys an algorithm may be used with: RFC 7518 sections 3.2 to 3.5, RFC 8037. */
public final class KeyRules {
    private KeyRules() {}

    /**
     * Checks a secret.
     *
     * @throws IllegalArgumentException that says what is needed and how to make it
     */
    public static void check(JwsAlgorithm algorithm, byte[] secret) {
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(secret, "secret");
        if (algorithm.keyType() != KeyType.SYMMETRIC) {
            throw needsKeyPair(algorithm);
        }
        int needed = algorithm.minimumKeyBits() / Byte.SIZE;
        requireVaried(secret);
        if (secret.length < needed) {
            throw tooShort(secretOf(algorithm), needed, "this one has " + secret.length + ".");
        }
    }

    /** The refusal of a secret for an algorithm of key pairs. */
    public static IllegalArgumentException needsKeyPair(JwsAlgorithm algorithm) {
        return new IllegalArgumentException(algorithm + " signs with a key pair, not with a secret: use SigningKeys.of("
                + algorithm + ", keyPair), or make one with SigningKeys.generate(" + algorithm + ")");
    }

    /** What an algorithm needs, for {@link #tooShort}. */
    public static String secretOf(JwsAlgorithm algorithm) {
        return algorithm + " needs a secret (RFC 7518 section 3.2)";
    }

    /**
     * The refusal of a secret.
     *
     * @param needs such as "HS256 needs a secret"
     * @param given how many bytes there are, as a sentence
     */
    public static IllegalArgumentException tooShort(String needs, int needed, String given) {
        return new IllegalArgumentException(
                needs + " of at least " + needed + " bytes (" + needed * Byte.SIZE + " bits); " + given
                        + " A password or another text that a person thought of does not do, however long it is: make random"
                        + " bytes with: openssl rand -base64 " + needed + ", and read their base64 with fromBase64");
    }

    /**
     * Refuses a secret that is one byte again and again, as an array is that nobody filled.
     *
     * @throws IllegalArgumentException that says how to make one
     */
    public static void requireVaried(byte[] secret) {
        for (byte value : secret) {
            if (value != secret[0]) {
                return;
            }
        }
        if (secret.length > 1) {
            throw new IllegalArgumentException("the secret is one byte again and again: it was never filled with random"
                    + " bytes. Make one with: openssl rand -base64 64");
        }
    }

    /**
     * Checks a public key.
     *
     * @throws IllegalArgumentException that says what is needed and how to make it
     */
    public static void check(JwsAlgorithm algorithm, PublicKey key) {
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(key, "key");
        switch (algorithm.keyType()) {
            case RSA -> checkRsa(algorithm, key);
            case EC -> checkEc(algorithm, key);
            case ED25519 -> checkEd25519(key);
            case SYMMETRIC ->
                throw new IllegalArgumentException(algorithm
                        + " signs with a secret, not with a key pair: use SigningKeys.hmac(" + algorithm + ", secret)");
        }
    }

    /**
     * Checks a public key's point, before a key is made of it.
     *
     * @throws IllegalArgumentException if it is not a point of the curve
     */
    public static void check(ECPoint point, ECParameterSpec curve) {
        CurveRules.check(point, curve);
    }

    /** The curve of an algorithm. */
    public static ECParameterSpec curve(JwsAlgorithm algorithm) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(curveName(algorithm)));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has the NIST curves", impossible);
        }
    }

    /** The JDK's name of an algorithm's curve. */
    static String curveName(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256 -> "secp256r1";
            case ES384 -> "secp384r1";
            case ES512 -> "secp521r1";
            default -> throw new IllegalArgumentException(algorithm + " has no NIST curve");
        };
    }

    private static void checkRsa(JwsAlgorithm algorithm, PublicKey key) {
        if (!(key instanceof RSAPublicKey rsa)) {
            throw wrongKind(algorithm, KeyKind.of(key));
        }
        int bits = rsa.getModulus().bitLength();
        if (bits < algorithm.minimumKeyBits()) {
            throw new IllegalArgumentException(algorithm + " needs an RSA key of at least " + algorithm.minimumKeyBits()
                    + " bits (RFC 7518 section 3.3); this one has " + bits + ". Make one with: "
                    + "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072");
        }
        RsaRules.check(rsa);
    }

    private static void checkEc(JwsAlgorithm algorithm, PublicKey key) {
        if (!(key instanceof ECPublicKey ec)) {
            throw wrongKind(algorithm, KeyKind.of(key));
        }
        ECParameterSpec expected = curve(algorithm);
        ECParameterSpec actual = ec.getParams();
        if (!expected.getCurve().equals(actual.getCurve())
                || !expected.getGenerator().equals(actual.getGenerator())
                || !expected.getOrder().equals(actual.getOrder())) {
            throw wrongKind(algorithm, KeyKind.of(key));
        }
        CurveRules.check(ec.getW(), expected);
    }

    private static void checkEd25519(PublicKey key) {
        if (!(key instanceof EdECPublicKey ed)
                || !ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
            throw wrongKind(JwsAlgorithm.EdDSA, KeyKind.of(key));
        }
        CurveRules.check(ed.getPoint());
    }

    /** The refusal of a key: its kind, the one that the algorithm needs, and the ways out. */
    public static IllegalArgumentException wrongKind(JwsAlgorithm algorithm, KeyKind given) {
        return new IllegalArgumentException(
                algorithm + " needs " + neededBy(algorithm) + "; this is " + given.text() + "."
                        + given.algorithmsText() + " Make one for " + algorithm + " with: openssl genpkey "
                        + opensslOptions(algorithm));
    }

    private static String neededBy(JwsAlgorithm algorithm) {
        return switch (algorithm.keyType()) {
            case RSA -> "an RSA key (RFC 7518 section 3.3)";
            case EC -> "a key on the curve P-" + algorithm.minimumKeyBits() + " (RFC 7518 section 3.4)";
            case ED25519 -> "a key on the curve Ed25519 (RFC 8037)";
            case SYMMETRIC -> "a secret";
        };
    }

    private static String opensslOptions(JwsAlgorithm algorithm) {
        return switch (algorithm.keyType()) {
            case RSA -> "-algorithm RSA -pkeyopt rsa_keygen_bits:3072";
            case EC -> "-algorithm EC -pkeyopt ec_paramgen_curve:P-" + algorithm.minimumKeyBits();
            case ED25519 -> "-algorithm ed25519";
            case SYMMETRIC -> throw new IllegalArgumentException(algorithm + " has no key pair");
        };
    }
}
