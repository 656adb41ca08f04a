package io.symbolon.benchmarks.peers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.symbolon.JwsAlgorithm;
import io.symbolon.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key that all libraries are given: a secret or a pair. */
public final class PeerKey {
    static final int SECRET_BYTES = 32;
    private static final int RSA_BITS = 2048;
    private static final int ED25519_BYTES = 32;

    private final JwsAlgorithm algorithm;
    private final Optional<byte[]> secret;
    private final Optional<KeyPair> pair;
    private final String header;
    private final String id;

    private PeerKey(JwsAlgorithm algorithm, Optional<byte[]> secret, Optional<KeyPair> pair) {
        this.algorithm = algorithm;
        this.secret = secret;
        this.pair = pair;
        // As Symbolon names the key: all verify its tokens, and it reads no others' headers.
        try (SymbolonPeer symbolon = new SymbolonPeer(this)) {
            String token = symbolon.sign(SampleClaims.of("user"));
            this.header = token.substring(0, token.indexOf('.'));
        }
        this.id = new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8)
                .replaceAll(".*\"kid\":\"([^\"]*)\".*", "$1");
    }

    /** A new random key. */
    public static PeerKey generate(JwsAlgorithm algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case HS256 -> {
                byte[] secret = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(secret);
                yield new PeerKey(algorithm, Optional.of(secret), Optional.empty());
            }
            case RS256 -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(RSA_BITS);
                yield new PeerKey(algorithm, Optional.empty(), Optional.of(generator.generateKeyPair()));
            }
            case ES256 -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                yield new PeerKey(algorithm, Optional.empty(), Optional.of(generator.generateKeyPair()));
            }
            case EdDSA ->
                new PeerKey(
                        algorithm,
                        Optional.empty(),
                        Optional.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair()));
            default -> throw new IllegalArgumentException(algorithm + " is not measured");
        };
    }

    /** The key that {@link #text} has written. */
    public static PeerKey parse(String text) throws GeneralSecurityException {
        try {
            JWK key = JWK.parse(text);
            return key instanceof OctetSequenceKey secret
                    ? new PeerKey(
                            JwsAlgorithm.valueOf(key.getAlgorithm().getName()),
                            Optional.of(secret.toByteArray()),
                            Optional.empty())
                    : new PeerKey(
                            JwsAlgorithm.valueOf(key.getAlgorithm().getName()),
                            Optional.empty(),
                            Optional.of(key.toECKey().toKeyPair()));
        } catch (ParseException | JOSEException wrong) {
            throw new GeneralSecurityException("not a key", wrong);
        }
    }

    /** This key, for another process of the same program: a secret of HS256 or a pair of ES256. */
    public String text() {
        return jwk().toJSONString();
    }

    public JwsAlgorithm algorithm() {
        return algorithm;
    }

    /** The encoded header of a token. */
    String header() {
        return header;
    }

    /** The key's name in a header. */
    String id() {
        return id;
    }

    boolean isSecret() {
        return secret.isPresent();
    }

    byte[] secret() {
        return secret.orElseThrow().clone();
    }

    SecretKey secretKey() {
        return hmacKey(secret.orElseThrow());
    }

    static SecretKey hmacKey(byte[] secret) {
        return new SecretKeySpec(secret, "HmacSHA256");
    }

    PublicKey publicKey() {
        return pair.orElseThrow().getPublic();
    }

    PrivateKey privateKey() {
        return pair.orElseThrow().getPrivate();
    }

    public SigningKeys signingKeys() {
        return isSecret() ? SigningKeys.hmac(algorithm, secret()) : SigningKeys.of(algorithm, pair.orElseThrow());
    }

    /** As a JWK (RFC 7517), private part included. */
    JWK jwk() {
        JWSAlgorithm name = JWSAlgorithm.parse(algorithm.name());
        return switch (algorithm) {
            case HS256 ->
                new OctetSequenceKey.Builder(secret()).algorithm(name).keyID(id).build();
            case RS256 ->
                new RSAKey.Builder((RSAPublicKey) publicKey())
                        .privateKey(privateKey())
                        .algorithm(name)
                        .keyID(id)
                        .build();
            case ES256 ->
                new ECKey.Builder(Curve.P_256, (ECPublicKey) publicKey())
                        .privateKey(privateKey())
                        .algorithm(name)
                        .keyID(id)
                        .build();
            default ->
                new OctetKeyPair.Builder(Curve.Ed25519, lastBytes(publicKey().getEncoded()))
                        .d(lastBytes(privateKey().getEncoded()))
                        .algorithm(name)
                        .keyID(id)
                        .build();
        };
    }

    /** RFC 8410: both encodings of an Ed25519 key end with its 32 bytes. */
    private static Base64URL lastBytes(byte[] encoded) {
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length));
    }
}
