package io.symbolon;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A signature or MAC algorithm for access tokens, by its name in a JOSE header (RFC 7518 section 3.1, RFC 8037
 * section 3.1).
 *
 * <p>Choose {@link #HS256} where the services that verify are trusted to issue tokens too, and {@link #ES256} or
 * {@link #EdDSA} where they are not: those hold only the public key.
 */
public enum JwsAlgorithm {
    /** HMAC with SHA-256. */
    HS256(KeyType.SYMMETRIC, 256),
    /** HMAC with SHA-384. */
    HS384(KeyType.SYMMETRIC, 384),
    /** HMAC with SHA-512. */
    HS512(KeyType.SYMMETRIC, 512),
    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    RS256(KeyType.RSA, 2048),
    /** RSASSA-PKCS1-v1_5 with SHA-384. */
    RS384(KeyType.RSA, 2048),
    /** RSASSA-PKCS1-v1_5 with SHA-512. */
    RS512(KeyType.RSA, 2048),
    /** RSASSA-PSS with SHA-256. */
    PS256(KeyType.RSA, 2048),
    /** RSASSA-PSS with SHA-384. */
    PS384(KeyType.RSA, 2048),
    /** RSASSA-PSS with SHA-512. */
    PS512(KeyType.RSA, 2048),
    /** ECDSA on the curve P-256 with SHA-256. */
    ES256(KeyType.EC, 256),
    /** ECDSA on the curve P-384 with SHA-384. */
    ES384(KeyType.EC, 384),
    /** ECDSA on the curve P-521 with SHA-512. */
    ES512(KeyType.EC, 521),
    /** EdDSA on the curve Ed25519. */
    EdDSA(KeyType.ED25519, 255);

    /** The kind of key that an algorithm needs. */
    public enum KeyType {
        /** A secret that both signs and verifies. */
        SYMMETRIC,
        /** An RSA key pair. */
        RSA,
        /** A key pair on one of the NIST curves. */
        EC,
        /** A key pair on the curve Ed25519. */
        ED25519
    }

    private final KeyType keyType;
    private final int minimumKeyBits;

    JwsAlgorithm(KeyType keyType, int minimumKeyBits) {
        this.keyType = keyType;
        this.minimumKeyBits = minimumKeyBits;
    }

    /**
     * The algorithm of a name, as configuration holds it.
     *
     * @param name as in a JOSE header: exactly, upper and lower case too
     * @return the algorithm
     * @throws IllegalArgumentException if there is none; it lists those that there are
     */
    public static JwsAlgorithm named(String name) {
        Objects.requireNonNull(name, "name");
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no such algorithm for access tokens. There are: " + List.of(values())));
    }

    /**
     * The kind of key that this algorithm needs.
     *
     * @return the kind of key
     */
    public KeyType keyType() {
        return keyType;
    }

    /**
     * The shortest key that RFC 7518 (sections 3.2 to 3.5) allows; for the curves it is the only size.
     *
     * @return a size in bits
     */
    public int minimumKeyBits() {
        return minimumKeyBits;
    }
}
