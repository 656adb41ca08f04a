package io.symbolon.verifierjs.vectors;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.symbolon.AccessToken;
import io.symbolon.Binding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an accepted token says. Times are in milliseconds since 1970.
 *
 * @param version its digits
 * @param factors names and times, sorted by name
 * @param binding its kind, a space and the thumbprint; null for a session that is bound to no key
 * @param claims values with their types, so that no reader of JSON can make two of them one
 */
public record Content(
        String issuer,
        List<String> audience,
        String clientId,
        String subject,
        String sessionId,
        String tokenId,
        String version,
        long issuedAt,
        long expiresAt,
        @Nullable Long authenticatedAt,
        JsonArray factors,
        List<String> authorities,
        @Nullable String binding,
        JsonElement claims) {
    /** What a token says. */
    static Content of(AccessToken token) {
        return new Content(
                token.issuer(),
                token.audience(),
                token.clientId(),
                token.subject(),
                token.sessionId().toString(),
                token.tokenId(),
                Long.toString(token.version()),
                token.issuedAt().toEpochMilli(),
                token.expiresAt().toEpochMilli(),
                token.authenticatedAt().map(Instant::toEpochMilli).orElse(null),
                factors(token.factors()),
                token.authorities(),
                token.binding().map(Content::text).orElse(null),
                typed(token.claims()));
    }

    private static JsonArray factors(Map<String, Instant> factors) {
        JsonArray pairs = new JsonArray();
        new TreeMap<>(factors).forEach((name, at) -> pairs.add(pair(name, new JsonPrimitive(at.toEpochMilli()))));
        return pairs;
    }

    private static String text(Binding binding) {
        String kind = binding instanceof Binding.Dbsc ? "DBSC" : binding instanceof Binding.Dpop ? "DPOP" : "SOFTWARE";
        return kind + " " + binding.thumbprint();
    }

    private static JsonElement typed(@Nullable Object value) {
        if (value == null) {
            return JsonNull.INSTANCE;
        }
        if (value instanceof Boolean flag) {
            return new JsonPrimitive(flag);
        }
        if (value instanceof String text) {
            return new JsonPrimitive("s:" + text);
        }
        if (value instanceof List<?> list) {
            JsonArray elements = new JsonArray();
            list.forEach(element -> elements.add(typed(element)));
            return elements;
        }
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        return new JsonPrimitive("n:" + value);
    }

    private static JsonObject object(Map<?, ?> map) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((name, member) -> sorted.put((String) name, member));
        JsonArray pairs = new JsonArray();
        sorted.forEach((name, member) -> pairs.add(pair(name, typed(member))));
        JsonObject object = new JsonObject();
        object.add("object", pairs);
        return object;
    }

    private static JsonArray pair(String name, JsonElement value) {
        JsonArray pair = new JsonArray();
        pair.add(name);
        pair.add(value);
        return pair;
    }
}
