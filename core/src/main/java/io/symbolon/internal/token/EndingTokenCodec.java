package io.symbolon.internal.token;

import io.symbolon.SessionId;
import io.symbolon.internal.keys.RefreshKey;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tokens that end one session and do nothing else. Thread-safe. */
public final class EndingTokenCodec {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int CONTENT_BYTES = 3 * Long.BYTES;

    private final AuthenticTexts texts;
    private final Clock clock;

    /** @param keys the first makes tokens, all verify */
    public EndingTokenCodec(List<RefreshKey> keys, Clock clock) {
        this.texts = new AuthenticTexts("symbolon_et_", "ending token", keys);
        this.clock = clock;
    }

    public String encode(SessionId session, Duration ttl) {
        if (ttl.compareTo(SHORTEST) < 0 || ttl.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "ttl is " + ttl + ": from " + SHORTEST + " to " + LONGEST.toDays() + " days is allowed");
        }
        return texts.encode(ByteBuffer.allocate(CONTENT_BYTES)
                .putLong(session.mostSignificantBits())
                .putLong(session.leastSignificantBits())
                .putLong(clock.instant().plus(ttl).getEpochSecond())
                .array());
    }

    /**
     * The session that a token ends.
     *
     * @throws IllegalArgumentException if none of the keys made the token, or it has expired
     */
    public SessionId decode(String token) {
        byte[] content = texts.decode(token)
                .filter(bytes -> bytes.length == CONTENT_BYTES)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the ending token is damaged, or none of the configured refresh token keys made it"));
        ByteBuffer fields = ByteBuffer.wrap(content);
        SessionId session = SessionId.of(fields.getLong(), fields.getLong());
        Instant expiresAt = Instant.ofEpochSecond(fields.getLong());
        if (!clock.instant().isBefore(expiresAt)) {
            throw new IllegalArgumentException(
                    "the ending token expired at " + expiresAt + ": sign in to see the session and end it");
        }
        return session;
    }
}
