package io.symbolon.internal.token;

import io.symbolon.AccessToken;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.SessionId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;

/** The payload of an access token, read in one pass. One instance reads one payload. */
final class AccessTokenClaims {
    /** The end of the year 9999: greater times are no dates. */
    private static final long LATEST_SECOND = 253_402_300_799L;

    /** In the order in which they are issued. */
    private static final PropertyNameMatcher NAMES =
            Json.matcher(List.of("iss", "aud", "client_id", "sub", "exp", "iat", "jti", "sid", "ver", "nbf"));

    private static final int ISSUER = 0;
    private static final int AUDIENCE = 1;
    private static final int CLIENT_ID = 2;
    private static final int SUBJECT = 3;
    private static final int EXPIRES_AT = 4;
    private static final int ISSUED_AT = 5;
    private static final int TOKEN_ID = 6;
    private static final int SESSION_ID = 7;
    private static final int VERSION = 8;
    private static final int NOT_BEFORE = 9;

    /** The bits of the required claims that are compared and not kept. */
    private static final int COMPARED = 1 << ISSUER | 1 << AUDIENCE | 1 << CLIENT_ID;

    private static final long ABSENT = Long.MIN_VALUE;

    private final JsonParser json;
    private final AcceptedTokens accepted;
    private boolean isAcceptedIssuer;
    private boolean isAcceptedAudience;

    /** Which of the claims came that are not kept: one bit each. */
    private int seen;

    private @Nullable String subject;
    private @Nullable String tokenId;
    private @Nullable SessionId sessionId;
    private long issuedAt = ABSENT;
    private long expiresAt = ABSENT;
    private long notBefore = ABSENT;
    private long version = ABSENT;
    private @Nullable Map<String, @Nullable Object> own;

    private AccessTokenClaims(JsonParser json, AcceptedTokens accepted) {
        this.json = json;
        this.accepted = accepted;
    }

    /**
     * Reads a payload.
     *
     * @param bytes begin with the payload
     * @param length of the payload
     * @throws InvalidAccessTokenException with MALFORMED if it is no JSON object, a required claim is missing, or one has
     *     another type than it should, with WRONG_ISSUER or WRONG_AUDIENCE if it is not accepted
     */
    static ParsedAccessToken parse(VerificationKey key, byte[] bytes, int length, AcceptedTokens accepted) {
        try (JsonParser json = Json.parser(bytes, length)) {
            return new AccessTokenClaims(json, accepted).read(key);
        } catch (JacksonException | JsonException | ArithmeticException | IllegalArgumentException malformed) {
            throw new InvalidAccessTokenException(Code.MALFORMED);
        }
    }

    private ParsedAccessToken read(VerificationKey key) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonException();
        }
        for (int claim = nextClaim(); claim != PropertyNameMatcher.MATCH_END_OBJECT; claim = nextClaim()) {
            claim(claim);
        }
        if (json.nextToken() != null) {
            throw new JsonException();
        }
        if (seen != COMPARED) {
            throw new JsonException();
        }
        AccessToken token = new AccessToken(
                required(subject),
                required(sessionId),
                required(tokenId),
                required(version),
                Instant.ofEpochSecond(required(issuedAt)),
                Instant.ofEpochSecond(required(expiresAt)),
                own == null ? Map.of() : Collections.unmodifiableMap(own));
        if (!isAcceptedIssuer) {
            throw new InvalidAccessTokenException(Code.WRONG_ISSUER);
        }
        if (!isAcceptedAudience) {
            throw new InvalidAccessTokenException(Code.WRONG_AUDIENCE);
        }
        return new ParsedAccessToken(
                key,
                notBefore == ABSENT ? 0 : notBefore * 1000,
                token.expiresAt().toEpochMilli(),
                token);
    }

    private int nextClaim() {
        return json.nextNameMatch(NAMES);
    }

    private void claim(int claim) {
        json.nextToken();
        switch (claim) {
            case ISSUER -> {
                once(ISSUER);
                requireString();
                isAcceptedIssuer = accepted.isIssuer(json.getStringCharacters(), start(), end());
            }
            case SUBJECT -> subject = once(subject, string());
            case AUDIENCE -> {
                once(AUDIENCE);
                audience();
            }
            case EXPIRES_AT -> expiresAt = once(expiresAt, date());
            case NOT_BEFORE -> notBefore = once(notBefore, date());
            case ISSUED_AT -> issuedAt = once(issuedAt, date());
            case TOKEN_ID -> tokenId = once(tokenId, string());
            case CLIENT_ID -> {
                once(CLIENT_ID);
                requireString();
            }
            case SESSION_ID -> {
                requireString();
                sessionId = once(sessionId, SessionId.parse(json.getStringCharacters(), start(), end()));
            }
            case VERSION -> version = once(version, integer(Long.MAX_VALUE));
            case PropertyNameMatcher.MATCH_UNKNOWN_NAME -> {
                if (own == null) {
                    own = new LinkedHashMap<>(4);
                }
                Json.putOnce(own, json.currentName(), Json.value(json));
            }
            default -> throw new JsonException();
        }
    }

    /** A claim that stands twice means what the reader likes (RFC 7519 section 4): it is refused. */
    private static <T> T once(@Nullable T before, T now) {
        if (before != null) {
            throw new JsonException();
        }
        return now;
    }

    private static long once(long before, long now) {
        if (before != ABSENT) {
            throw new JsonException();
        }
        return now;
    }

    private void once(int claim) {
        if ((seen & 1 << claim) != 0) {
            throw new JsonException();
        }
        seen |= 1 << claim;
    }

    private String string() {
        requireString();
        return json.getString();
    }

    private void requireString() {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new JsonException();
        }
    }

    private int start() {
        return json.getStringOffset();
    }

    private int end() {
        return json.getStringOffset() + json.getStringLength();
    }

    /** RFC 7519 section 4.1.3: one string, or an array of them. */
    private void audience() {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            oneAudience();
            return;
        }
        if (json.nextToken() == JsonToken.END_ARRAY) {
            throw new JsonException();
        }
        do {
            oneAudience();
        } while (json.nextToken() != JsonToken.END_ARRAY);
    }

    private void oneAudience() {
        requireString();
        isAcceptedAudience |= accepted.isAudience(json.getStringCharacters(), start(), end());
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
