package io.symbolon.internal.keys;

import io.symbolon.JwsAlgorithm;
import io.symbolon.internal.crypto.KeyRules;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Set;

/** JSON Web Key to key: RFC 7518 section 6, RFC 8037 section 2. */
final class JwkReader {
    /** Key types and curves of the IANA registry for JOSE. */
    private static final Set<String> REGISTERED = Set.of(
            "RSA", "EC", "OKP", "oct", "P-256", "P-384", "P-521", "secp256k1", "Ed25519", "Ed448", "X25519", "X448");

    private JwkReader() {}

    /**
     * The public key.
     *
     * @throws IllegalArgumentException that says which member is missing or wrong, without its value
     */
    static PublicKey publicKey(JwsAlgorithm algorithm, JwkMembers jwk) {
        requireKind(algorithm, jwk);
        return switch (algorithm.keyType()) {
            case RSA -> publicKey("RSA", new RSAPublicKeySpec(jwk.number("n"), jwk.number("e")));
            case EC -> ecPublicKey(algorithm, jwk);
            case ED25519 -> publicKey("Ed25519", new EdECPublicKeySpec(NamedParameterSpec.ED25519, edPoint(jwk)));
            case SYMMETRIC -> throw new IllegalArgumentException(algorithm + " has no public key");
        };
    }

    /**
     * The private key.
     *
     * @throws IllegalArgumentException that says which member is missing or wrong, without its value
     */
    static PrivateKey privateKey(JwsAlgorithm algorithm, JwkMembers jwk) {
        requireKind(algorithm, jwk);
        return switch (algorithm.keyType()) {
            case RSA -> privateKey("RSA", rsaPrivateKey(jwk));
            case EC -> privateKey("EC", new ECPrivateKeySpec(jwk.number("d"), KeyRules.curve(algorithm)));
            case ED25519 ->
                privateKey("Ed25519", new EdECPrivateKeySpec(NamedParameterSpec.ED25519, edBytes(jwk, "d")));
            case SYMMETRIC -> throw new IllegalArgumentException(algorithm + " has no private key");
        };
    }

    /** What is registered may be shown: a member may hold anything. */
    static void requireMember(String name, String needed, JwsAlgorithm algorithm, JwkMembers jwk) {
        String given = jwk.text(name);
        if (!given.equals(needed)) {
            throw new IllegalArgumentException("a JWK's " + name + " is "
                    + (REGISTERED.contains(given) ? "\"" + given + "\"" : "another one") + " and does not fit its alg: "
                    + algorithm + " needs \"" + needed + "\"");
        }
    }

    private static void requireKind(JwsAlgorithm algorithm, JwkMembers jwk) {
        requireMember("kty", Jwk.keyType(algorithm), algorithm, jwk);
        Jwk.curve(algorithm).ifPresent(curve -> requireMember("crv", curve, algorithm, jwk));
    }

    private static KeySpec rsaPrivateKey(JwkMembers jwk) {
        if (jwk.has("oth")) {
            throw new IllegalArgumentException("a JWK has an RSA key of more than two primes: they are not supported");
        }
        if (!jwk.has("p")) {
            return new RSAPrivateKeySpec(jwk.number("n"), jwk.number("d"));
        }
        return new RSAPrivateCrtKeySpec(
                jwk.number("n"),
                jwk.number("e"),
                jwk.number("d"),
                jwk.number("p"),
                jwk.number("q"),
                jwk.number("dp"),
                jwk.number("dq"),
                jwk.number("qi"));
    }

    private static PublicKey ecPublicKey(JwsAlgorithm algorithm, JwkMembers jwk) {
        ECPoint point = new ECPoint(jwk.number("x"), jwk.number("y"));
        ECParameterSpec curve = KeyRules.curve(algorithm);
        // The JDK's factory has no checked exception for a number that is longer than the field's.
        KeyRules.check(point, curve);
        return publicKey("EC", new ECPublicKeySpec(point, curve));
    }

    /** RFC 8032 section 5.1.2: y in little endian, and the lowest bit of x in the highest of the last byte. */
    private static EdECPoint edPoint(JwkMembers jwk) {
        byte[] bigEndian = Jwk.reversed(edBytes(jwk, "x"));
        boolean xOdd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7F;
        return new EdECPoint(xOdd, new BigInteger(1, bigEndian));
    }

    private static byte[] edBytes(JwkMembers jwk, String name) {
        byte[] bytes = jwk.bytes(name);
        if (bytes.length != Jwk.ED25519_BYTES) {
            throw new IllegalArgumentException("a JWK's " + name + " has to have " + Jwk.ED25519_BYTES + " bytes");
        }
        return bytes;
    }

    private static PublicKey publicKey(String jcaName, KeySpec spec) {
        try {
            return KeyFactory.getInstance(jcaName).generatePublic(spec);
        } catch (GeneralSecurityException invalid) {
            throw new IllegalArgumentException("a JWK is not a valid public " + jcaName + " key", invalid);
        }
    }

    /** Without the cause: nobody promises that its message shows nothing of the key. */
    private static PrivateKey privateKey(String jcaName, KeySpec spec) {
        try {
            return KeyFactory.getInstance(jcaName).generatePrivate(spec);
        } catch (GeneralSecurityException invalid) {
            throw new IllegalArgumentException("a JWK is not a valid private " + jcaName + " key");
        }
    }
}
