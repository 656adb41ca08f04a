package io.symbolon.internal.token;

import io.symbolon.AccessToken;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The payload of an access token, read in one pass. One instance reads one payload. */
final class AccessTokenClaims {
    /** The end of the year 9999: greater times are no dates. */
    private static final long LATEST_SECOND = 253_402_300_799L;

    private static final long ABSENT = Long.MIN_VALUE;

    private final JsonParser json;
    private @Nullable String issuer;
    private @Nullable String subject;
    private @Nullable String tokenId;
    private @Nullable String clientId;
    private @Nullable SessionId sessionId;
    private List<String> audience = List.of();
    private long issuedAt = ABSENT;
    private long expiresAt = ABSENT;
    private long notBefore;
    private long version = ABSENT;
    private @Nullable Map<String, @Nullable Object> own;

    private AccessTokenClaims(JsonParser json) {
        this.json = json;
    }

    /**
     * Reads a payload.
     *
     * @throws InvalidAccessTokenException with MALFORMED if it is no JSON object, a required claim is missing, or one has
     *     another type than it should
     */
    static ParsedAccessToken parse(VerificationKey key, byte[] payload) {
        try (JsonParser json = Json.parser(payload)) {
            return new AccessTokenClaims(json).read(key);
        } catch (JacksonException | JsonException | ArithmeticException | IllegalArgumentException malformed) {
            throw new InvalidAccessTokenException(Code.MALFORMED);
        }
    }

    private ParsedAccessToken read(VerificationKey key) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonException();
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            claim(name);
        }
        if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
            throw new JsonException();
        }
        if (audience.isEmpty()) {
            throw new JsonException();
        }
        required(clientId);
        AccessToken token = new AccessToken(
                required(subject),
                required(sessionId),
                required(tokenId),
                required(version),
                Instant.ofEpochSecond(required(issuedAt)),
                Instant.ofEpochSecond(required(expiresAt)),
                own == null ? Map.of() : Collections.unmodifiableMap(own));
        return new ParsedAccessToken(
                key,
                required(issuer),
                audience,
                notBefore * 1000,
                token.expiresAt().toEpochMilli(),
                token);
    }

    private void claim(String name) {
        switch (name) {
            case "iss" -> issuer = string();
            case "sub" -> subject = string();
            case "aud" -> audience = stringOrStrings();
            case "exp" -> expiresAt = date();
            case "nbf" -> notBefore = date();
            case "iat" -> issuedAt = date();
            case "jti" -> tokenId = string();
            case "client_id" -> clientId = string();
            case "sid" -> sessionId = SessionId.parse(string());
            case "ver" -> version = integer(Long.MAX_VALUE);
            default -> {
                if (own == null) {
                    own = new LinkedHashMap<>();
                }
                own.put(name, Json.value(json));
            }
        }
    }

    private String string() {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new JsonException();
        }
        return json.getString();
    }

    /** RFC 7519 section 4.1.3: one string, or an array of them. */
    private List<String> stringOrStrings() {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return List.of(string());
        }
        List<String> strings = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            strings.add(string());
        }
        return List.copyOf(strings);
    }

    private long date() {
        return integer(LATEST_SECOND);
    }

    private long integer(long greatest) {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new JsonException();
        }
        long value = json.getLongValue();
        if (value < 0 || value > greatest) {
            throw new JsonException();
        }
        return value;
    }

    private static <T> T required(@Nullable T claim) {
        if (claim == null) {
            throw new JsonException();
        }
        return claim;
    }

    private static long required(long claim) {
        if (claim == ABSENT) {
            throw new JsonException();
        }
        return claim;
    }
}
