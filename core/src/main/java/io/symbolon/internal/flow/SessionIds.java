package io.symbolon.internal.flow;

import io.symbolon.SessionId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;

/** Makes session ids: the time, the subject's partition, and 72 random bits. */
final class SessionIds {
    private static final int TIME_SHIFT = 16;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    SessionIds(Clock clock) {
        this.clock = clock;
    }

    SessionId next(String subject) {
        byte[] bits = new byte[1 + Long.BYTES];
        // All at once: each call of the generator costs about the same.
        random.nextBytes(bits);
        long mostSignificantBits = clock.millis() << TIME_SHIFT
                | ((long) SessionId.partitionOf(subject) << Byte.SIZE)
                | Byte.toUnsignedInt(bits[0]);
        return SessionId.of(mostSignificantBits, ByteBuffer.wrap(bits).getLong(1));
    }
}
