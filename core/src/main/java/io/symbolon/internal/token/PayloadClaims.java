package io.symbolon.internal.token;

import io.symbolon.Binding;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.SessionId;
import io.symbolon.internal.claims.TextRules;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.json.JsonException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects the claims of one payload. A claim that stands twice means what the reader likes (RFC 7519 section 4): it is
 * refused.
 */
final class PayloadClaims {
    /** The end of the year 9999: greater times are not dates. */
    static final long LATEST_SECOND = 253_402_300_799L;

    private static final long ABSENT = Long.MIN_VALUE;

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

    static boolean isDate(long second) {
        return second >= 0 && second <= LATEST_SECOND;
    }

    /** What our issuer writes first, all at once. The issuer is the accepted one. */
    void matched(
            PayloadHead head,
            String subject,
            long expiresAt,
            long issuedAt,
            String tokenId,
            SessionId sessionId,
            long version) {
        isAcceptedIssuer = true;
        audience = head.audience();
        clientId = head.clientId();
        this.subject = subject;
        this.expiresAt = expiresAt;
        this.issuedAt = issuedAt;
        this.tokenId = tokenId;
        this.sessionId = sessionId;
        this.version = version;
    }

    void issuer(boolean isAccepted) {
        isAcceptedIssuer = once(isAcceptedIssuer, isAccepted);
    }

    void audience(List<String> audience) {
        this.audience = once(this.audience, audience);
    }

    void clientId(String clientId) {
        this.clientId = once(this.clientId, clientId);
    }

    void subject(String subject) {
        this.subject = once(this.subject, subject);
    }

    void tokenId(String tokenId) {
        this.tokenId = once(this.tokenId, tokenId);
    }

    void sessionId(SessionId sessionId) {
        this.sessionId = once(this.sessionId, sessionId);
    }

    void expiresAt(long second) {
        expiresAt = once(expiresAt, second);
    }

    void issuedAt(long second) {
        issuedAt = once(issuedAt, second);
    }

    void notBefore(long second) {
        notBefore = once(notBefore, second);
    }

    void version(long version) {
        this.version = once(this.version, version);
    }

    void authorities(List<String> authorities) {
        this.authorities = once(this.authorities, authorities);
    }

    /** What it says follows from the factors. */
    void authenticatedAt(long second) {
        authenticatedAt = once(authenticatedAt, second);
    }

    /** What they say follows from the factors. */
    void methods(List<String> methods) {
        this.methods = once(this.methods, methods);
    }

    void factors(Map<String, Instant> factors) {
        this.factors = once(this.factors, factors);
    }

    void binding(Binding binding) {
        this.binding = once(this.binding, binding);
    }

    /** One of the caller's own. */
    void own(String name, @Nullable Object value) {
        if (own == null) {
            own = new LinkedHashMap<>(4);
        }
        Json.putOnce(own, name, value);
    }

    /**
     * The claims as a payload.
     *
     * @throws JsonException if a required one is missing
     * @throws IllegalArgumentException if the subject is not one
     * @throws InvalidAccessTokenException with WRONG_ISSUER or WRONG_AUDIENCE
     */
    Payload toPayload(AcceptedTokens accepted) {
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
