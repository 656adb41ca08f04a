package io.symbolon.internal.keys;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwsAlgorithm.KeyType;
import io.symbolon.internal.crypto.Crypto;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.json.JsonException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Keys that sign, as JSON Web Keys with their private part. No message shows any of a key. */
public final class SigningJwk {
    private SigningJwk() {}

    /**
     * The keys of a JWK, or of a JWK set.
     *
     * @return one or more, in their order
     * @throws IllegalArgumentException that says which member is missing or wrong, without its value
     */
    public static List<SigningKey> read(String text) {
        Map<String, ?> object;
        try {
            object = Json.readObject(Objects.requireNonNull(text, "text"));
        } catch (JsonException malformed) {
            throw new IllegalArgumentException("the JWK is not a JSON object", malformed);
        }
        if (!object.containsKey("keys")) {
            return List.of(key(object));
        }
        if (!(object.get("keys") instanceof List<?> keys) || keys.isEmpty()) {
            throw new IllegalArgumentException("the JWK set has no keys");
        }
        return keys.stream().map(SigningJwk::key).toList();
    }

    private static SigningKey key(Object object) {
        if (!(object instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException("the JWK set has a key that is not a JSON object");
        }
        JwkMembers jwk = new JwkMembers(members);
        JwsAlgorithm algorithm = algorithm(jwk);
        requireForSigning(jwk);
        Optional<String> keyId = jwk.find("kid");
        if (algorithm.keyType() == KeyType.SYMMETRIC) {
            byte[] secret = secret(algorithm, jwk);
            return keyId.map(id -> SigningKey.of(algorithm, secret, id))
                    .orElseGet(() -> SigningKey.of(algorithm, secret));
        }
        if (!jwk.has("d")) {
            throw new IllegalArgumentException("a JWK has no d: a public key cannot sign");
        }
        PublicKey publicKey = JwkReader.publicKey(algorithm, jwk);
        KeyPair pair = new KeyPair(publicKey, JwkReader.privateKey(algorithm, jwk));
        return keyId.map(id -> SigningKey.of(algorithm, pair, id, Crypto.ofThisJvm()))
                .orElseGet(() -> SigningKey.of(algorithm, pair));
    }

    /** RFC 7517 sections 4.2 and 4.3: a key that is made for something else does not sign tokens. */
    private static void requireForSigning(JwkMembers jwk) {
        if (!jwk.find("use").map("sig"::equals).orElse(true)) {
            throw new IllegalArgumentException("a JWK's use is not \"sig\": it is not meant to sign");
        }
        if (!jwk.findList("key_ops")
                .map(operations -> operations.contains("sign"))
                .orElse(true)) {
            throw new IllegalArgumentException("a JWK's key_ops do not hold \"sign\": it is not meant to sign");
        }
    }

    private static JwsAlgorithm algorithm(JwkMembers jwk) {
        if (!jwk.has("alg")) {
            throw new IllegalArgumentException(
                    "a JWK has no alg: add the one algorithm that it is for, such as \"alg\":\"ES256\"");
        }
        String name = jwk.text("alg");
        return Jwk.algorithm(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a JWK's alg is none that signs access tokens: " + List.of(JwsAlgorithm.values())));
    }

    private static byte[] secret(JwsAlgorithm algorithm, JwkMembers jwk) {
        JwkReader.requireMember("kty", Jwk.keyType(algorithm), algorithm, jwk);
        return jwk.bytes("k");
    }
}
