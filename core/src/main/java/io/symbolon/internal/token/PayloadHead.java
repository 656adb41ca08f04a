package io.symbolon.internal.token;

import io.symbolon.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a payload begins that our issuer writes: issuer, audience and client, which most tokens have in common, up to the
 * subject's value.
 */
final class PayloadHead {
    private final byte[] bytes;
    private final List<String> audience;
    private final String clientId;

    /** @param audience unmodifiable */
    PayloadHead(String issuer, List<String> audience, String clientId) {
        String text = fixedMembers(issuer, audience) + Json.quote(clientId) + ",\"sub\":";
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.audience = audience;
        this.clientId = clientId;
    }

    /** The part that is the same in all tokens of an issuer. */
    static String fixedMembers(String issuer, List<String> audience) {
        return "{\"iss\":" + Json.quote(issuer) + ",\"aud\":" + audienceValue(audience) + ",\"client_id\":";
    }

    boolean begins(byte[] payload, int length) {
        return bytes.length <= length && Arrays.equals(payload, 0, bytes.length, bytes, 0, bytes.length);
    }

    /** How many bytes it has. */
    int length() {
        return bytes.length;
    }

    List<String> audience() {
        return audience;
    }

    String clientId() {
        return clientId;
    }

    /** RFC 7519 section 4.1.3: one is written as a string. */
    private static String audienceValue(List<String> audience) {
        if (audience.size() == 1) {
            return Json.quote(audience.get(0));
        }
        return audience.stream().map(Json::quote).collect(Collectors.joining(",", "[", "]"));
    }
}
