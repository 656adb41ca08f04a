package io.symbolon.internal.flow;

import io.symbolon.SessionId;
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
        long mostSignificantBits = clock.millis() << TIME_SHIFT
                | ((long) SessionId.partitionOf(subject) << Byte.SIZE)
                | random.nextInt(1 << Byte.SIZE);
        return SessionId.of(mostSignificantBits, random.nextLong());
    }
}
