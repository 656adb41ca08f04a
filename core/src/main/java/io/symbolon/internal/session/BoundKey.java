package io.symbolon.internal.session;

import io.symbolon.Binding;
import io.symbolon.JwsAlgorithm;
import io.symbolon.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The key that a session is bound to, as it is stored: the text of a JSON object. A kind that is added later needs a part
 * of its own, so that a node which does not know it writes nothing.
 *
 * @param binding the kind and the thumbprint
 * @param algorithm with which the key signs
 * @param jwk the text of the public key's JWK
 */
public record BoundKey(Binding binding, JwsAlgorithm algorithm, String jwk) {
    private static final String DBSC = "dbsc";
    private static final String DPOP = "dpop";
    private static final String SOFTWARE = "software";

    byte[] toBytes() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", kind());
        object.put("alg", algorithm.name());
        object.put("jkt", binding.thumbprint());
        object.put("jwk", Json.readObject(jwk));
        return Json.write(object).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException if the bytes are not a bound key */
    static BoundKey fromBytes(byte[] bytes) {
        Map<String, @Nullable Object> object = Json.readObject(new String(bytes, StandardCharsets.UTF_8));
        if (object.get("kind") instanceof String kind
                && object.get("alg") instanceof String algorithm
                && object.get("jkt") instanceof String thumbprint
                && object.get("jwk") instanceof Map<?, ?> jwk) {
            return new BoundKey(binding(kind, thumbprint), JwsAlgorithm.valueOf(algorithm), text(jwk));
        }
        throw new IllegalArgumentException("a session's binding is damaged");
    }

    private String kind() {
        if (binding instanceof Binding.Dbsc) {
            return DBSC;
        }
        return binding instanceof Binding.Dpop ? DPOP : SOFTWARE;
    }

    private static Binding binding(String kind, String thumbprint) {
        return switch (kind) {
            case DBSC -> new Binding.Dbsc(thumbprint);
            case DPOP -> new Binding.Dpop(thumbprint);
            case SOFTWARE -> new Binding.Software(thumbprint);
            default -> throw new IllegalArgumentException("a session's binding is of an unknown kind");
        };
    }

    private static String text(Map<?, ?> jwk) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        jwk.forEach((name, value) -> members.put((String) name, value));
        return Json.write(members);
    }
}
