package io.symbolon.benchmarks.peers;

import io.symbolon.SessionId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the measured tokens say: the claims that Symbolon's tokens have (RFC 9068, {@code sid} and {@code ver}), and three
 * small ones of the application's own.
 */
public record SampleClaims(
        String issuer,
        String audience,
        String subject,
        String tokenId,
        String sessionId,
        long version,
        Instant issuedAt,
        Instant expiresAt) {
    public static final String ISSUER = "https://login.example.com";
    public static final String AUDIENCE = "https://api.example.com";

    /** The application's own. */
    public static final Map<String, Object> OWN = Map.of("role", "editor", "tenant", "t-4711", "level", 3);

    private static final long LIFE_SECONDS = 3600;

    /** Claims of a token that is good for an hour. */
    public static SampleClaims of(String subject) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Instant now = Instant.now();
        byte[] tokenId = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(random.nextLong())
                .putLong(random.nextLong())
                .array();
        return new SampleClaims(
                ISSUER,
                AUDIENCE,
                subject,
                Base64.getUrlEncoder().withoutPadding().encodeToString(tokenId),
                SessionId.of(now.toEpochMilli() << Short.SIZE, random.nextLong())
                        .toString(),
                now.toEpochMilli(),
                now,
                now.plusSeconds(LIFE_SECONDS));
    }

    public SampleClaims withIssuer(String other) {
        return new SampleClaims(other, audience, subject, tokenId, sessionId, version, issuedAt, expiresAt);
    }

    public SampleClaims withAudience(String other) {
        return new SampleClaims(issuer, other, subject, tokenId, sessionId, version, issuedAt, expiresAt);
    }

    SampleClaims withIds(String token, String session) {
        return new SampleClaims(issuer, audience, subject, token, session, version, issuedAt, expiresAt);
    }

    public SampleClaims withExpiry(Instant other) {
        return new SampleClaims(issuer, audience, subject, tokenId, sessionId, version, issuedAt, other);
    }
}
