package io.symbolon.internal.event;

import io.symbolon.internal.json.Base64Url;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an access token that none of the node's keys signed says of itself. Anybody may have written it: it is good for a
 * log line, and for nothing else.
 *
 * @param keyId the header's, if it may stand in a log
 */
record ForeignSignature(Optional<String> keyId) {
    private static final Pattern LOGGABLE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** Empty if the token does not name the issuer. */
    static Optional<ForeignSignature> of(String token, String issuer) {
        int headerEnd = token.indexOf('.');
        int payloadEnd = token.indexOf('.', headerEnd + 1);
        if (headerEnd < 0 || payloadEnd < 0) {
            return Optional.empty();
        }
        return object(token.substring(headerEnd + 1, payloadEnd))
                .filter(payload -> issuer.equals(payload.get("iss")))
                .map(payload -> new ForeignSignature(
                        object(token.substring(0, headerEnd)).flatMap(header -> loggable(header.get("kid")))));
    }

    private static Optional<String> loggable(@Nullable Object keyId) {
        return keyId instanceof String text && LOGGABLE.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Map<String, @Nullable Object>> object(String base64) {
        try {
            return Base64Url.decode(base64).map(bytes -> Json.readObject(new String(bytes, StandardCharsets.UTF_8)));
        } catch (JsonException malformed) {
            return Optional.empty();
        }
    }
}
