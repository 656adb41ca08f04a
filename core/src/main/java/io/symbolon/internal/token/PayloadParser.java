package io.symbolon.internal.token;

import io.symbolon.Binding;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.SessionId;
import io.symbolon.internal.claims.TextRules;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.json.JsonException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;

/** The payload of an access token, read in one pass. One instance reads one payload. */
final class PayloadParser {
    /** The end of the year 9999: greater times are not dates. */
    private static final long LATEST_SECOND = 253_402_300_799L;

    /** In the order in which they are issued. */
    private static final PropertyNameMatcher NAMES = Json.matcher(List.of(
            "iss",
            "aud",
            "client_id",
            "sub",
            "exp",
            "iat",
            "jti",
            "sid",
            "ver",
            "nbf",
            "authorities",
            "auth_time",
            "amr",
            "factors",
            "cnf"));

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
    private static final int AUTHORITIES = 10;
    private static final int AUTHENTICATED_AT = 11;
    private static final int METHODS = 12;
    private static final int FACTORS = 13;
    private static final int CONFIRMATION = 14;

    private static final long ABSENT = Long.MIN_VALUE;

    private final JsonParser json;
    private final AcceptedTokens accepted;
    private @Nullable Boolean isAcceptedIssuer;
    private @Nullable List<String> audience;
    private @Nullable String clientId;
    private @Nullable String subject;
    private @Nullable String tokenId;
    private @Nullable SessionId sessionId;
    private long issuedAt = ABSENT;
    private long expiresAt = ABSENT;
    private long notBefore = ABSENT;
    private long version = ABSENT;
    private @Nullable List<String> authorities;
    private long authenticatedAt = ABSENT;
    private @Nullable List<String> methods;
    private @Nullable Map<String, Instant> factors;
    private @Nullable Binding binding;
    private @Nullable Map<String, @Nullable Object> own;

    private PayloadParser(JsonParser json, AcceptedTokens accepted) {
        this.json = json;
        this.accepted = accepted;
    }

    /**
     * Reads a payload.
     *
     * @param bytes begin with the payload
     * @param length of the payload
     * @throws InvalidAccessTokenException with MALFORMED if it is not a JSON object, a required claim is missing, or one has
     *     another type than it should, with WRONG_ISSUER or WRONG_AUDIENCE if it is not accepted
     */
    static Payload parse(byte[] bytes, int length, AcceptedTokens accepted) {
        if (!StrictUtf8.isStrict(bytes, length)) {
            throw new InvalidAccessTokenException(Code.MALFORMED);
        }
        try (JsonParser json = Json.parser(bytes, length)) {
            return new PayloadParser(json, accepted).read();
        } catch (JacksonException | JsonException | ArithmeticException | IllegalArgumentException malformed) {
            throw new InvalidAccessTokenException(Code.MALFORMED);
        }
    }

    private Payload read() {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonException();
        }
        for (int claim = nextClaim(); claim != PropertyNameMatcher.MATCH_END_OBJECT; claim = nextClaim()) {
            claim(claim);
        }
        if (json.nextToken() != null) {
            throw new JsonException();
        }
        Payload payload = new Payload(
                accepted.issuer(),
                required(audience),
                required(clientId),
                TextRules.requireSubject(required(subject)),
                required(sessionId),
                required(tokenId),
                required(version),
                Instant.ofEpochSecond(required(issuedAt)),
                Instant.ofEpochSecond(required(expiresAt)),
                notBefore == ABSENT ? Instant.EPOCH : Instant.ofEpochSecond(notBefore),
                authorities == null ? List.of() : authorities,
                factors == null ? Map.of() : factors,
                Optional.ofNullable(binding),
                own == null ? Map.of() : Collections.unmodifiableMap(own));
        if (!required(isAcceptedIssuer)) {
            throw InvalidAccessTokenException.wrongIssuer(accepted.issuer());
        }
        if (!accepted.isAudience(payload.audience())) {
            throw InvalidAccessTokenException.wrongAudience(accepted.audience());
        }
        return payload;
    }

    private int nextClaim() {
        return json.nextNameMatch(NAMES);
    }

    private void claim(int claim) {
        json.nextToken();
        switch (claim) {
            case ISSUER -> {
                requireString();
                isAcceptedIssuer =
                        once(isAcceptedIssuer, accepted.isIssuer(json.getStringCharacters(), start(), end()));
            }
            case SUBJECT -> subject = once(subject, string());
            case AUDIENCE -> audience = once(audience, audience());
            case EXPIRES_AT -> expiresAt = once(expiresAt, date());
            case NOT_BEFORE -> notBefore = once(notBefore, date());
            case ISSUED_AT -> issuedAt = once(issuedAt, date());
            case TOKEN_ID -> tokenId = once(tokenId, string());
            case CLIENT_ID -> {
                requireString();
                clientId = once(clientId, accepted.clientId(json.getStringCharacters(), start(), end()));
            }
            case SESSION_ID -> {
                requireString();
                sessionId = once(sessionId, SessionId.parse(json.getStringCharacters(), start(), end()));
            }
            case VERSION -> version = once(version, integer(Long.MAX_VALUE));
            case AUTHORITIES -> authorities = once(authorities, texts());
            // What these two say follows from the factors.
            case AUTHENTICATED_AT -> authenticatedAt = once(authenticatedAt, date());
            case METHODS -> methods = once(methods, texts());
            case FACTORS -> factors = once(factors, dates());
            case CONFIRMATION -> binding = once(binding, binding());
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
    private List<String> audience() {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return List.of(oneAudience());
        }
        List<String> members = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            members.add(oneAudience());
        }
        if (members.isEmpty()) {
            throw new JsonException();
        }
        return Collections.unmodifiableList(members);
    }

    private String oneAudience() {
        requireString();
        return accepted.audience(json.getStringCharacters(), start(), end());
    }

    private List<String> texts() {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new JsonException();
        }
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(string());
        }
        return Collections.unmodifiableList(texts);
    }

    private Map<String, Instant> dates() {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new JsonException();
        }
        Map<String, Instant> dates = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            if (dates.put(name, Instant.ofEpochSecond(date())) != null) {
                throw new JsonException();
            }
        }
        return Collections.unmodifiableMap(dates);
    }

    /** An object with one member. */
    private Binding binding() {
        if (json.currentToken() != JsonToken.START_OBJECT || json.nextToken() == JsonToken.END_OBJECT) {
            throw new JsonException();
        }
        String name = json.currentName();
        json.nextToken();
        Binding read = Confirmation.binding(name, string());
        if (json.nextToken() != JsonToken.END_OBJECT) {
            throw new JsonException();
        }
        return read;
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
