package io.symbolon.internal.keys;

import io.symbolon.JwsAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.KeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;

/**
 * Keys that say of themselves that they are for RSASSA-PSS (RFC 4055), as {@code openssl genpkey -algorithm RSA-PSS} makes
 * them, as the plain RSA keys that all else works with. Only the algorithms PS256, PS384 and PS512 may use them.
 */
final class PssKeys {
    private static final String PSS = "RSASSA-PSS";

    private PssKeys() {}

    /** The key; empty if it is not one, or not for the algorithm. */
    static Optional<PrivateKey> privateKey(JwsAlgorithm algorithm, KeySpec encoded) {
        if (!isFor(algorithm)) {
            return Optional.empty();
        }
        try {
            RSAPrivateCrtKey key =
                    (RSAPrivateCrtKey) KeyFactory.getInstance(PSS).generatePrivate(encoded);
            return Optional.of(KeyFactory.getInstance("RSA")
                    .generatePrivate(new RSAPrivateCrtKeySpec(
                            key.getModulus(),
                            key.getPublicExponent(),
                            key.getPrivateExponent(),
                            key.getPrimeP(),
                            key.getPrimeQ(),
                            key.getPrimeExponentP(),
                            key.getPrimeExponentQ(),
                            key.getCrtCoefficient())));
        } catch (GeneralSecurityException | RuntimeException notPss) {
            return Optional.empty();
        }
    }

    /** The key; empty if it is not one, or not for the algorithm. */
    static Optional<PublicKey> publicKey(JwsAlgorithm algorithm, KeySpec encoded) {
        if (!isFor(algorithm)) {
            return Optional.empty();
        }
        try {
            RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance(PSS).generatePublic(encoded);
            return Optional.of(KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())));
        } catch (GeneralSecurityException | RuntimeException notPss) {
            return Optional.empty();
        }
    }

    private static boolean isFor(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case PS256, PS384, PS512 -> true;
            default -> false;
        };
    }
}
