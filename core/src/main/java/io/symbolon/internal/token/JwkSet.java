package io.symbolon.internal.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Public keys as a JWK set (RFC 7517 section 5), and back. */
public final class JwkSet {
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
     * @throws IllegalArgumentException if it is no set, is empty, or one of its keys cannot be used
     */
    public static List<VerificationKey> read(String text) {
        Map<String, ?> set;
        try {
            set = Json.readObject(text);
        } catch (JsonException malformed) {
            throw new IllegalArgumentException("the JWK set is not a JSON object", malformed);
        }
        if (!(set.get("keys") instanceof List<?> keys) || keys.isEmpty()) {
            throw new IllegalArgumentException("the JWK set has no keys: a member \"keys\" with an array is expected");
        }
        return keys.stream().map(JwkSet::key).toList();
    }

    private static VerificationKey key(Object jwk) {
        if (jwk instanceof Map<?, ?> members) {
            return Jwk.read(members);
        }
        throw new IllegalArgumentException("the JWK set has a key that is no JSON object");
    }
}
