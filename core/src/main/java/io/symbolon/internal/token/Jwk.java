package io.symbolon.internal.token;

import io.symbolon.JwsAlgorithm;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A public key as a JSON Web Key: RFC 7517, RFC 7518 section 6, RFC 8037 section 2. No private part has a way in. */
final class Jwk {
    private static final int ED25519_BYTES = 32;

    private Jwk() {}

    /** The key's thumbprint: the SHA-256 of its required members in the order of their names (RFC 7638). */
    static String thumbprint(JwsAlgorithm algorithm, PublicKey key) {
        byte[] text = Json.write(new TreeMap<>(members(algorithm, key))).getBytes(StandardCharsets.UTF_8);
        try {
            return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** The object that a set publishes; empty for a secret. */
    static Optional<Map<String, Object>> publish(VerificationKey key) {
        return key.publicKey().map(publicKey -> {
            // Sorted, so that all nodes publish the same text.
            Map<String, Object> jwk = new LinkedHashMap<>(new TreeMap<>(members(key.algorithm(), publicKey)));
            jwk.put("use", "sig");
            jwk.put("alg", key.algorithm().name());
            jwk.put("kid", key.keyId());
            return jwk;
        });
    }

    /**
     * Reads a key for verification.
     *
     * @throws IllegalArgumentException that says which member is missing or wrong, without its value
     */
    static VerificationKey read(Map<?, ?> jwk) {
        JwsAlgorithm algorithm = algorithm(text(jwk, "alg"));
        String keyId = text(jwk, "kid");
        String keyType = text(jwk, "kty");
        if (!keyType.equals(keyType(algorithm))) {
            throw new IllegalArgumentException("a JWK's kty does not fit its alg " + algorithm);
        }
        return switch (algorithm.keyType()) {
            case RSA ->
                VerificationKey.of(
                        algorithm, key("RSA", new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e"))), keyId);
            case EC -> VerificationKey.of(algorithm, ecKey(algorithm, jwk), keyId);
            case ED25519 -> VerificationKey.of(algorithm, ed25519Key(jwk), keyId);
            case SYMMETRIC ->
                throw new IllegalArgumentException("a JWK set cannot bring a secret: configure it as a key of its own");
        };
    }

    /** Members that RFC 7638 section 3.2 and RFC 8037 section 2 require. */
    private static Map<String, String> members(JwsAlgorithm algorithm, PublicKey key) {
        return switch (algorithm.keyType()) {
            case RSA -> {
                RSAPublicKey rsa = (RSAPublicKey) key;
                yield Map.of(
                        "kty", "RSA", "n", unsigned(rsa.getModulus(), 0), "e", unsigned(rsa.getPublicExponent(), 0));
            }
            case EC -> {
                ECPoint point = ((ECPublicKey) key).getW();
                int size = (algorithm.minimumKeyBits() + Byte.SIZE - 1) / Byte.SIZE;
                yield Map.of(
                        "kty",
                        "EC",
                        "crv",
                        "P-" + algorithm.minimumKeyBits(),
                        "x",
                        unsigned(point.getAffineX(), size),
                        "y",
                        unsigned(point.getAffineY(), size));
            }
            case ED25519 -> {
                EdECPoint point = ((EdECPublicKey) key).getPoint();
                byte[] bytes = reversed(bigEndian(point.getY(), ED25519_BYTES));
                if (point.isXOdd()) {
                    bytes[ED25519_BYTES - 1] |= (byte) 0x80;
                }
                yield Map.of("kty", "OKP", "crv", "Ed25519", "x", Base64Url.encode(bytes));
            }
            case SYMMETRIC -> throw new IllegalArgumentException(algorithm + " has no public key");
        };
    }

    private static PublicKey ecKey(JwsAlgorithm algorithm, Map<?, ?> jwk) {
        requireCurve(jwk, "P-" + algorithm.minimumKeyBits());
        ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
        ECPublicKeySpec spec = new ECPublicKeySpec(point, KeyRules.curve(algorithm));
        if (!isOnCurve(spec)) {
            throw new IllegalArgumentException("a JWK's x and y are no point of its curve");
        }
        return key("EC", spec);
    }

    private static PublicKey ed25519Key(Map<?, ?> jwk) {
        requireCurve(jwk, "Ed25519");
        byte[] bytes = bytes(jwk, "x");
        if (bytes.length != ED25519_BYTES) {
            throw new IllegalArgumentException("a JWK's x has to have " + ED25519_BYTES + " bytes");
        }
        byte[] bigEndian = reversed(bytes);
        boolean xOdd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7F;
        EdECPoint point = new EdECPoint(xOdd, new BigInteger(1, bigEndian));
        return key("Ed25519", new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    /** The JDK's key factory does not look. */
    private static boolean isOnCurve(ECPublicKeySpec spec) {
        BigInteger p = ((ECFieldFp) spec.getParams().getCurve().getField()).getP();
        BigInteger x = spec.getW().getAffineX();
        BigInteger y = spec.getW().getAffineY();
        BigInteger right = x.modPow(BigInteger.valueOf(3), p)
                .add(spec.getParams().getCurve().getA().multiply(x))
                .add(spec.getParams().getCurve().getB())
                .mod(p);
        return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.multiply(y).mod(p).equals(right);
    }

    private static PublicKey key(String jcaName, KeySpec spec) {
        try {
            return KeyFactory.getInstance(jcaName).generatePublic(spec);
        } catch (GeneralSecurityException invalid) {
            throw new IllegalArgumentException("a JWK is no valid " + jcaName + " key", invalid);
        }
    }

    private static JwsAlgorithm algorithm(String name) {
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            if (algorithm.name().equals(name)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("a JWK's alg is none of those that are supported");
    }

    private static String keyType(JwsAlgorithm algorithm) {
        return switch (algorithm.keyType()) {
            case RSA -> "RSA";
            case EC -> "EC";
            case ED25519 -> "OKP";
            case SYMMETRIC -> "oct";
        };
    }

    private static void requireCurve(Map<?, ?> jwk, String curve) {
        if (!text(jwk, "crv").equals(curve)) {
            throw new IllegalArgumentException("a JWK's crv does not fit its alg: " + curve + " is needed");
        }
    }

    private static BigInteger number(Map<?, ?> jwk, String member) {
        return new BigInteger(1, bytes(jwk, member));
    }

    private static byte[] bytes(Map<?, ?> jwk, String member) {
        return Base64Url.decode(text(jwk, member))
                .orElseThrow(() -> new IllegalArgumentException("a JWK's " + member + " is no base64url"));
    }

    private static String text(Map<?, ?> jwk, String member) {
        @Nullable Object value = jwk.get(member);
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a JWK has no " + member);
    }

    private static String unsigned(BigInteger value, int size) {
        return Base64Url.encode(bigEndian(value, size == 0 ? (value.bitLength() + Byte.SIZE - 1) / Byte.SIZE : size));
    }

    private static byte[] bigEndian(BigInteger value, int size) {
        byte[] signed = value.toByteArray();
        byte[] bytes = new byte[size];
        int length = Math.min(signed.length, size);
        System.arraycopy(signed, signed.length - length, bytes, size - length, length);
        return bytes;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
