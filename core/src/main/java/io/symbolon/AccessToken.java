package io.symbolon;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A verified access token.
 *
 * @param subject who signed in; claim {@code sub}
 * @param sessionId the session; claim {@code sid}
 * @param tokenId the token's own id; claim {@code jti}
 * @param version the storage's logical time in milliseconds at which the session's access tokens start to count; claim
 *     {@code ver}
 * @param issuedAt claim {@code iat}
 * @param expiresAt claim {@code exp}
 * @param claims the caller's own claims, unmodifiable: integers as {@code Long} or else {@code BigInteger}, other
 *     numbers as {@code BigDecimal}, null for JSON's null
 */
public record AccessToken(
        String subject,
        SessionId sessionId,
        String tokenId,
        long version,
        Instant issuedAt,
        Instant expiresAt,
        Map<String, @Nullable Object> claims) {
    /** Checks for null only. */
    public AccessToken {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(tokenId, "tokenId");
        Objects.requireNonNull(issuedAt, "issuedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(claims, "claims");
    }

    /** Without the subject and without claim values. */
    @Override
    public String toString() {
        return "AccessToken[sessionId=" + sessionId + ", version=" + version + ", issuedAt=" + issuedAt + ", expiresAt="
                + expiresAt + ", claims=" + claims.keySet() + "]";
    }
}
