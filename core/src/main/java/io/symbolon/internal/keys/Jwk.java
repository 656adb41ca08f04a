package io.symbolon.internal.keys;

import io.symbolon.JwsAlgorithm;
import io.symbolon.internal.json.Base64Url;
import io.symbolon.internal.json.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.EdECPoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A public key as a JSON Web Key: RFC 7517, RFC 7518 section 6, RFC 8037 section 2. No private part has a way in. */
final class Jwk {
    static final int ED25519_BYTES = 32;

    private Jwk() {}

    /** The key's thumbprint: the SHA-256 of its required members in the order of their names (RFC 7638). */
    static String thumbprint(JwsAlgorithm algorithm, PublicKey key) {
        byte[] text = Json.write(required(algorithm, key)).getBytes(StandardCharsets.UTF_8);
        try {
            return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** The required members in the order of their names. */
    static Map<String, String> required(JwsAlgorithm algorithm, PublicKey key) {
        return new TreeMap<>(members(algorithm, key));
    }

    /** The object that a set publishes; empty for a secret. */
    static Optional<Map<String, Object>> publish(VerificationKey key) {
        return key.publicKey().map(publicKey -> {
            // Sorted, so that all nodes publish the same text.
            Map<String, Object> jwk = new LinkedHashMap<>(required(key.algorithm(), publicKey));
            jwk.put("use", "sig");
            jwk.put("alg", key.algorithm().name());
            jwk.put("kid", key.keyId());
            return jwk;
        });
    }

    /** The algorithm of a name, if it is one of ours. */
    static Optional<JwsAlgorithm> algorithm(String name) {
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            if (algorithm.name().equals(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Member {@code kty} of an algorithm's keys. */
    static String keyType(JwsAlgorithm algorithm) {
        return switch (algorithm.keyType()) {
            case RSA -> "RSA";
            case EC -> "EC";
            case ED25519 -> "OKP";
            case SYMMETRIC -> "oct";
        };
    }

    /** Member {@code crv} of an algorithm's keys, if they have one. */
    static Optional<String> curve(JwsAlgorithm algorithm) {
        return switch (algorithm.keyType()) {
            case EC -> Optional.of("P-" + algorithm.minimumKeyBits());
            case ED25519 -> Optional.of("Ed25519");
            case RSA, SYMMETRIC -> Optional.empty();
        };
    }

    static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    /** Members that RFC 7638 section 3.2 and RFC 8037 section 2 require. */
    private static Map<String, String> members(JwsAlgorithm algorithm, PublicKey key) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("kty", keyType(algorithm));
        curve(algorithm).ifPresent(curve -> members.put("crv", curve));
        switch (algorithm.keyType()) {
            case RSA -> {
                RSAPublicKey rsa = (RSAPublicKey) key;
                members.put("n", unsigned(rsa.getModulus()));
                members.put("e", unsigned(rsa.getPublicExponent()));
            }
            case EC -> {
                ECPoint point = ((ECPublicKey) key).getW();
                int size = (algorithm.minimumKeyBits() + Byte.SIZE - 1) / Byte.SIZE;
                members.put("x", Base64Url.encode(bigEndian(point.getAffineX(), size)));
                members.put("y", Base64Url.encode(bigEndian(point.getAffineY(), size)));
            }
            case ED25519 -> members.put("x", Base64Url.encode(littleEndian(((EdECPublicKey) key).getPoint())));
            case SYMMETRIC -> throw new IllegalArgumentException(algorithm + " has no public key");
        }
        return members;
    }

    private static byte[] littleEndian(EdECPoint point) {
        byte[] bytes = reversed(bigEndian(point.getY(), ED25519_BYTES));
        if (point.isXOdd()) {
            bytes[ED25519_BYTES - 1] |= (byte) 0x80;
        }
        return bytes;
    }

    private static String unsigned(BigInteger value) {
        return Base64Url.encode(bigEndian(value, (value.bitLength() + Byte.SIZE - 1) / Byte.SIZE));
    }

    private static byte[] bigEndian(BigInteger value, int size) {
        byte[] signed = value.toByteArray();
        byte[] bytes = new byte[size];
        int length = Math.min(signed.length, size);
        System.arraycopy(signed, signed.length - length, bytes, size - length, length);
        return bytes;
    }
}
