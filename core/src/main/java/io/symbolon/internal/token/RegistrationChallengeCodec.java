package io.symbolon.internal.token;

import io.symbolon.SessionId;
import io.symbolon.internal.keys.RefreshKey;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Challenges that the client of a session answers to bind it: they name the session and its generation. When that was made
 * is in the session's record, so that a challenge needs no time of its own. Thread-safe.
 */
public final class RegistrationChallengeCodec {
    private static final int CONTENT_BYTES = 2 * Long.BYTES + Integer.BYTES;

    private final AuthenticTexts texts;

    /** What a challenge names. */
    public record Challenge(SessionId session, int generation) {}

    /** @param keys the first makes challenges, all verify */
    public RegistrationChallengeCodec(List<RefreshKey> keys) {
        this.texts = new AuthenticTexts("symbolon_rc_", "registration challenge", keys);
    }

    public String encode(SessionId session, int generation) {
        return texts.encode(ByteBuffer.allocate(CONTENT_BYTES)
                .putLong(session.mostSignificantBits())
                .putLong(session.leastSignificantBits())
                .putInt(generation)
                .array());
    }

    /** Empty if none of the keys made it. */
    public Optional<Challenge> decode(String text) {
        return texts.decode(text)
                .filter(content -> content.length == CONTENT_BYTES)
                .map(ByteBuffer::wrap)
                .map(fields -> new Challenge(SessionId.of(fields.getLong(), fields.getLong()), fields.getInt()));
    }
}
