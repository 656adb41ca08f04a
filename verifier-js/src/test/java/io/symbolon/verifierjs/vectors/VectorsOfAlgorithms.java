package io.symbolon.verifierjs.vectors;

import io.symbolon.CreateOptions;
import io.symbolon.JwsAlgorithm;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Real tokens of each algorithm, and attacks on their signatures. */
final class VectorsOfAlgorithms {
    /** The order of Ed25519's group: RFC 8032 section 5.1. */
    private static final BigInteger ED25519_ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private final Issuer issuer;
    private final Issuer other;
    private final Collected vectors;

    /** @param other with other keys */
    VectorsOfAlgorithms(Issuer issuer, Issuer other, Collected vectors) {
        this.issuer = issuer;
        this.other = other;
        this.vectors = vectors;
    }

    void collect() {
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            real(algorithm);
            damaged(algorithm);
            confused(algorithm);
        }
        ecdsa();
        ed25519();
    }

    private void real(JwsAlgorithm algorithm) {
        vectors.accepted(algorithm + ", real", issuer.realToken(algorithm, "user-1", CreateOptions.defaults()));
        CreateOptions rich = CreateOptions.claims(Map.of(
                        "tenant",
                        "acme",
                        "roles",
                        List.of("admin", "editor"),
                        "limits",
                        Map.of("seats", 12, "share", new BigDecimal("0.25"), "exact", Long.MAX_VALUE),
                        "name",
                        "Zo\u00eb \ud83d\udd11"))
                .withAuthorities(List.of("ROLE_ADMIN", "a b"))
                .withFactors(Map.of(
                        "pwd", Instant.ofEpochMilli(Issuer.NOW).minusSeconds(60),
                        "otp", Instant.ofEpochMilli(Issuer.NOW).minusSeconds(30)));
        vectors.accepted(algorithm + ", real, with claims", issuer.realToken(algorithm, "\u00fcser/1", rich));
        vectors.accepted(
                algorithm + ", by the JDK",
                issuer.token(algorithm, Claims.good().json()));
    }

    private void damaged(JwsAlgorithm algorithm) {
        String token = issuer.token(algorithm, Claims.good().json());
        String[] parts = token.split("\\.", -1);
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        byte[] flipped = signature.clone();
        flipped[0] ^= 1;
        signature(algorithm, "first bit flipped", flipped);
        byte[] last = signature.clone();
        last[last.length - 1] ^= 1;
        signature(algorithm, "last bit flipped", last);
        signature(algorithm, "a byte short", Arrays.copyOf(signature, signature.length - 1));
        signature(algorithm, "a byte long", Arrays.copyOf(signature, signature.length + 1));
        signature(algorithm, "a zero before it", concat(new byte[1], signature));
        signature(algorithm, "twice", concat(signature, signature));
        signature(algorithm, "zeros", new byte[signature.length]);
        byte[] ones = new byte[signature.length];
        Arrays.fill(ones, (byte) 0xFF);
        signature(algorithm, "ones", ones);
        vectors.badSignature(algorithm + ", no signature", parts[0] + "." + parts[1] + ".");
        String changed = Issuer.encode(Claims.good().with("sub", "\"user-2\"").json());
        vectors.badSignature(algorithm + ", another payload", parts[0] + "." + changed + "." + parts[2]);
        vectors.badSignature(algorithm + ", empty payload", parts[0] + ".." + parts[2]);
        vectors.badSignature(
                algorithm + ", another key under this key's header",
                issuer.header(algorithm) + "." + parts[1] + "."
                        + other.signed(algorithm, issuer.header(algorithm), parts[1])
                                .split("\\.", -1)[2]);
        vectors.badSignature(
                algorithm + ", another key",
                other.token(algorithm, Claims.good().json()));
    }

    /** A key of one algorithm, under the header of another. */
    private void confused(JwsAlgorithm algorithm) {
        String payload = Issuer.encode(Claims.good().json());
        String header = issuer.header(algorithm);
        byte[] text = (header + "." + payload).getBytes(StandardCharsets.US_ASCII);
        for (JwsAlgorithm signing : JwsAlgorithm.values()) {
            if (signing.keyType() == algorithm.keyType() && signing != algorithm) {
                byte[] signature = issuer.key(signing).sign(signing, text);
                vectors.badSignature(
                        algorithm + ", signed by the key of " + signing,
                        header + "." + payload + "." + Issuer.encode(signature));
            }
        }
        if (algorithm.keyType() != JwsAlgorithm.KeyType.SYMMETRIC) {
            byte[] publicKey = issuer.jwk(algorithm).getBytes(StandardCharsets.UTF_8);
            byte[] mac = IssuerKey.Secret.hmac(JwsAlgorithm.HS256, publicKey, text);
            vectors.badSignature(
                    algorithm + ", an HMAC with the public key", header + "." + payload + "." + Issuer.encode(mac));
            String kid = new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
            String confused = Issuer.encode(kid.replace(algorithm.name(), "HS256"));
            byte[] other = IssuerKey.Secret.hmac(
                    JwsAlgorithm.HS256, publicKey, (confused + "." + payload).getBytes(StandardCharsets.US_ASCII));
            vectors.badSignature(
                    algorithm + ", called HS256 with the public key",
                    confused + "." + payload + "." + Issuer.encode(other));
        }
    }

    private void ecdsa() {
        for (JwsAlgorithm algorithm : List.of(JwsAlgorithm.ES256, JwsAlgorithm.ES384, JwsAlgorithm.ES512)) {
            byte[] signature = Base64.getUrlDecoder()
                    .decode(issuer.token(algorithm, Claims.good().json()).split("\\.", -1)[2]);
            int half = signature.length / 2;
            byte[] r = Arrays.copyOf(signature, half);
            byte[] s = Arrays.copyOfRange(signature, half, signature.length);
            signature(algorithm, "r is 0", concat(new byte[half], s));
            signature(algorithm, "s is 0", concat(r, new byte[half]));
            signature(algorithm, "r and s changed", concat(s, r));
            signature(
                    algorithm,
                    "DER",
                    concat(
                            concat(new byte[] {0x30, (byte) (2 * half + 4), 2, (byte) half}, r),
                            concat(new byte[] {2, (byte) half}, s)));
        }
    }

    /** S + L verifies where nobody looks whether S is below L: RFC 8032 section 5.1.7. */
    private void ed25519() {
        byte[] signature = Base64.getUrlDecoder()
                .decode(issuer.token(JwsAlgorithm.EdDSA, Claims.good().json()).split("\\.", -1)[2]);
        byte[] s = reversed(Arrays.copyOfRange(signature, 32, 64));
        byte[] sum = new BigInteger(1, s).add(ED25519_ORDER).toByteArray();
        byte[] little = Arrays.copyOf(reversed(sum), 32);
        signature(JwsAlgorithm.EdDSA, "S plus the order", concat(Arrays.copyOf(signature, 32), little));
    }

    private void signature(JwsAlgorithm algorithm, String name, byte[] signature) {
        vectors.badSignature(
                algorithm + ", signature: " + name,
                issuer.header(algorithm) + "." + Issuer.encode(Claims.good().json()) + "." + Issuer.encode(signature));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
