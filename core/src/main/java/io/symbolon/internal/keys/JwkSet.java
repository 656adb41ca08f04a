package io.symbolon.internal.keys;

import io.symbolon.JwsAlgorithm;
import io.symbolon.internal.crypto.Crypto;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.json.JsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Public keys as a JWK set (RFC 7517 section 5), and back. Of somebody's set, what cannot sign tokens that we could
 * verify is left out, as the RFC asks; what is meant to, and is not in order, is refused with the whole set.
 */
public final class JwkSet {
    private static final int MAXIMUM_KEYS = 100;
    private static final Set<String> KEY_TYPES = Set.of("RSA", "EC", "OKP");

    private JwkSet() {}

    /** The set's text; secrets are left out. */
    public static String write(List<VerificationKey> keys) {
        return Json.write(Map.of(
                "keys",
                keys.stream().map(Jwk::publish).flatMap(Optional::stream).toList()));
    }

    /**
     * Reads a set.
     *
     * @throws IllegalArgumentException if it is not a set, has no key that verifies, or has one that cannot be used; without
     *     any member's value
     */
    public static List<VerificationKey> read(String text) {
        List<VerificationKey> read = new ArrayList<>();
        for (JwkMembers jwk : members(text)) {
            requirePublic(jwk);
            if (isForVerification(jwk)) {
                key(jwk).ifPresent(read::add);
            }
        }
        if (read.isEmpty() && members(text).isEmpty()) {
            throw new IllegalArgumentException(
                    "the JWK set is empty: does its issuer sign with a secret, such as HS256?"
                            + " Secrets are not published; give the verifier keys(…) with the issuer's");
        }
        if (read.isEmpty()) {
            throw new IllegalArgumentException(
                    "the JWK set has no key that verifies signatures of " + List.of(JwsAlgorithm.values()));
        }
        return VerificationKey.distinct(read);
    }

    private static List<JwkMembers> members(String text) {
        Map<String, ?> set;
        try {
            set = Json.readObject(text);
        } catch (JsonException malformed) {
            throw new IllegalArgumentException("the JWK set is not a JSON object", malformed);
        }
        if (!(set.get("keys") instanceof List<?> keys)) {
            throw new IllegalArgumentException("the JWK set has no keys: a member \"keys\" with an array is expected");
        }
        if (keys.size() > MAXIMUM_KEYS) {
            throw new IllegalArgumentException(
                    "the JWK set has " + keys.size() + " keys: at most " + MAXIMUM_KEYS + " are accepted");
        }
        return keys.stream().map(JwkSet::object).toList();
    }

    private static JwkMembers object(Object jwk) {
        if (jwk instanceof Map<?, ?> members) {
            return new JwkMembers(members);
        }
        throw new IllegalArgumentException("the JWK set has a key that is not a JSON object");
    }

    private static void requirePublic(JwkMembers jwk) {
        if (jwk.isSecret()) {
            throw new IllegalArgumentException("the JWK set shows a private key or a secret. Whoever has read it can"
                    + " issue tokens: its owner has to replace the key");
        }
    }

    private static boolean isForVerification(JwkMembers jwk) {
        return jwk.find("use").map("sig"::equals).orElse(true)
                && jwk.findList("key_ops")
                        .map(operations -> operations.contains("verify"))
                        .orElse(true)
                && KEY_TYPES.contains(jwk.text("kty"));
    }

    /** The key; empty if it is for an algorithm or a curve that we do not have. */
    private static Optional<VerificationKey> key(JwkMembers jwk) {
        String name = jwk.text("alg");
        String keyId = jwk.text("kid");
        return Jwk.algorithm(name)
                .filter(algorithm -> algorithm.keyType() != JwsAlgorithm.KeyType.ED25519
                        || !jwk.find("crv").equals(Optional.of("Ed448")))
                .map(algorithm ->
                        VerificationKey.of(algorithm, JwkReader.publicKey(algorithm, jwk), keyId, Crypto.ofThisJvm()));
    }
}
