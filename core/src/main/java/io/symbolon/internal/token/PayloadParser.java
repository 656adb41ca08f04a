package io.symbolon.internal.token;

import io.symbolon.Binding;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.SessionId;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.json.JsonException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;

/**
 * The payload of an access token. What our issuer writes first is {@linkplain MatchedClaims matched}, the rest is parsed;
 * a payload that is written in another way is parsed from its start. Both judge alike. One instance reads one payload.
 */
final class PayloadParser {
    /** In the order in which they are issued. */
    private static final List<String> NAMES = List.of(
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
            "cnf");

    /** The names of the claims that are not the caller's own. */
    static final Set<String> REGISTERED = Set.copyOf(NAMES);

    private static final PropertyNameMatcher MATCHER = Json.matcher(NAMES);

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

    private final JsonParser json;
    private final String acceptedIssuer;
    private final PayloadClaims claims;

    private PayloadParser(JsonParser json, String acceptedIssuer, PayloadClaims claims) {
        this.json = json;
        this.acceptedIssuer = acceptedIssuer;
        this.claims = claims;
    }

    /**
     * Reads a payload.
     *
     * @param bytes begin with the payload; overwritten
     * @param length of the payload
     * @throws InvalidAccessTokenException with MALFORMED if it is not a JSON object, a required claim is missing, or one has
     *     another type than it should, with WRONG_ISSUER or WRONG_AUDIENCE if it is not accepted
     */
    static Payload parse(byte[] bytes, int length, AcceptedTokens accepted) {
        if (!StrictUtf8.isStrict(bytes, length)) {
            throw new InvalidAccessTokenException(Code.MALFORMED);
        }
        try {
            PayloadClaims claims = new PayloadClaims();
            int rest = MatchedClaims.take(bytes, length, accepted, claims);
            boolean isInOrder = rest < length && parse(bytes, rest, length, accepted.issuer(), claims);
            Payload payload = claims.toPayload(accepted);
            if (isInOrder) {
                accepted.heads().learn(bytes, length, payload);
            }
            return payload;
        } catch (JacksonException | JsonException | ArithmeticException | IllegalArgumentException malformed) {
            throw new InvalidAccessTokenException(Code.MALFORMED);
        }
    }

    private static boolean parse(byte[] bytes, int from, int to, String acceptedIssuer, PayloadClaims claims) {
        try (JsonParser json = Json.parser(bytes, from, to)) {
            return new PayloadParser(json, acceptedIssuer, claims).readObject();
        }
    }

    /** Reads all; says whether the first claims are those of a head, in the order in which they are issued. */
    private boolean readObject() {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonException();
        }
        int inOrder = 0;
        for (int claim = nextClaim(); claim != PropertyNameMatcher.MATCH_END_OBJECT; claim = nextClaim()) {
            if (claim == inOrder) {
                inOrder++;
            }
            json.nextToken();
            read(claim);
        }
        if (json.nextToken() != null) {
            throw new JsonException();
        }
        return inOrder > SUBJECT;
    }

    private int nextClaim() {
        return json.nextNameMatch(MATCHER);
    }

    private void read(int claim) {
        switch (claim) {
            case ISSUER -> claims.issuer(string().equals(acceptedIssuer));
            case AUDIENCE -> claims.audience(audience());
            case CLIENT_ID -> claims.clientId(string());
            case SUBJECT -> claims.subject(string());
            case EXPIRES_AT -> claims.expiresAt(date());
            case ISSUED_AT -> claims.issuedAt(date());
            case TOKEN_ID -> claims.tokenId(string());
            case SESSION_ID -> claims.sessionId(SessionId.parse(string()));
            case VERSION -> claims.version(integer(Long.MAX_VALUE));
            case NOT_BEFORE -> claims.notBefore(date());
            case AUTHORITIES -> claims.authorities(texts());
            case AUTHENTICATED_AT -> claims.authenticatedAt(date());
            case METHODS -> claims.methods(texts());
            case FACTORS -> claims.factors(dates());
            case CONFIRMATION -> claims.binding(binding());
            case PropertyNameMatcher.MATCH_UNKNOWN_NAME -> claims.own(json.currentName(), Json.value(json));
            default -> throw new JsonException();
        }
    }

    private String string() {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new JsonException();
        }
        return json.getString();
    }

    /** RFC 7519 section 4.1.3: one string, or an array of them. */
    private List<String> audience() {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return List.of(string());
        }
        List<String> members = texts();
        if (members.isEmpty()) {
            throw new JsonException();
        }
        return members;
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
        return integer(PayloadClaims.LATEST_SECOND);
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
}
