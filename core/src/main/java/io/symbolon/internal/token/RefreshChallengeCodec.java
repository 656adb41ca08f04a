package io.symbolon.internal.token;

import io.symbolon.SessionId;
import io.symbolon.internal.keys.RefreshKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Challenges that the client of a bound session answers at a refresh. Nothing of them is stored: they name the session, the
 * storage's time, and how many wrong signatures led to them. Thread-safe.
 */
public final class RefreshChallengeCodec {
    /** How long a challenge is good. */
    public static final Duration PERIOD = Duration.ofMinutes(2);

    private static final int CONTENT_BYTES = 3 * Long.BYTES + 1;

    private final AuthenticTexts texts;

    /**
     * What a challenge names.
     *
     * @param at when it was made, by the storage's clock
     * @param wrongSignatures how many wrong signatures, one after the other, led to it; from 0 to 127
     */
    public record Challenge(SessionId session, Instant at, int wrongSignatures) {
        /** Whether it is still good for a session. A storage's clock may have stepped back since. */
        public boolean isGoodFor(SessionId other, Instant now) {
            return session.equals(other) && Duration.between(at, now).abs().compareTo(PERIOD) <= 0;
        }
    }

    /** @param keys the first makes challenges, all verify */
    public RefreshChallengeCodec(List<RefreshKey> keys) {
        this.texts = new AuthenticTexts("symbolon_ch_", "refresh challenge", keys);
    }

    public String encode(Challenge challenge) {
        return texts.encode(ByteBuffer.allocate(CONTENT_BYTES)
                .putLong(challenge.session().mostSignificantBits())
                .putLong(challenge.session().leastSignificantBits())
                .putLong(challenge.at().toEpochMilli())
                .put((byte) challenge.wrongSignatures())
                .array());
    }

    /** Empty if none of the keys made it. */
    public Optional<Challenge> decode(String text) {
        return texts.decode(text)
                .filter(content -> content.length == CONTENT_BYTES)
                .map(ByteBuffer::wrap)
                .map(fields -> new Challenge(
                        SessionId.of(fields.getLong(), fields.getLong()),
                        Instant.ofEpochMilli(fields.getLong()),
                        fields.get()));
    }
}
