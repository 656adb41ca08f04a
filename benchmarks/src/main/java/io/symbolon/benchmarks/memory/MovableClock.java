package io.symbolon.benchmarks.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, which can be put forward. */
final class MovableClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    void putForward(Duration by) {
        ahead = by;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("tells instants only");
    }
}
