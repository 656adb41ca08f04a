package io.symbolon.internal.keys;

import io.symbolon.internal.json.Base64Url;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of a JSON Web Key, with errors that name a member and never show its value. */
final class JwkMembers {
    private static final List<String> SECRET = List.of("d", "k", "p", "q", "dp", "dq", "qi", "oth");

    private final Map<?, ?> members;

    JwkMembers(Map<?, ?> members) {
        this.members = members;
    }

    /** Whether it shows a private key or a secret. */
    boolean isSecret() {
        return SECRET.stream().anyMatch(this::has);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    Optional<String> find(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    String text(String name) {
        @Nullable Object value = members.get(name);
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a JWK has no " + name + ", or one that is not a text");
    }

    /** The elements of an array; empty if there is no such member. */
    Optional<List<?>> findList(String name) {
        @Nullable Object value = members.get(name);
        if (value instanceof List<?> list) {
            return Optional.of(list);
        }
        if (has(name)) {
            throw new IllegalArgumentException("a JWK's " + name + " is not an array");
        }
        return Optional.empty();
    }

    byte[] bytes(String name) {
        return Base64Url.decode(text(name))
                .orElseThrow(() -> new IllegalArgumentException("a JWK's " + name + " is not base64url"));
    }

    BigInteger number(String name) {
        return new BigInteger(1, bytes(name));
    }
}
