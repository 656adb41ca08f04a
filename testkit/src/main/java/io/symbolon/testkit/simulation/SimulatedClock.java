package io.symbolon.testkit.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clock that is as much ahead of virtual time as it was set, or behind. */
final class SimulatedClock extends Clock {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Scheduler scheduler;
    private volatile long aheadMicros;
    private long moved;

    SimulatedClock(Scheduler scheduler, long aheadMicros) {
        this.scheduler = scheduler;
        this.aheadMicros = aheadMicros;
    }

    void step(long micros) {
        setAhead(aheadMicros + micros);
    }

    void setAhead(long micros) {
        moved += Math.abs(micros - aheadMicros);
        aheadMicros = micros;
    }

    /** By how much it was set, in all, whatever the direction. */
    long movedMicros() {
        return moved;
    }

    long aheadMicros() {
        return aheadMicros;
    }

    @Override
    public Instant instant() {
        return START.plus(scheduler.now() + aheadMicros, ChronoUnit.MICROS);
    }

    @Override
    public long millis() {
        return START.toEpochMilli() + Math.floorDiv(scheduler.now() + aheadMicros, 1_000L);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
