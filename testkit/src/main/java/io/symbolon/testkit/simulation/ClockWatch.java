package io.symbolon.testkit.simulation;

/** Watches a clock from the beginning of a call on. */
final class ClockWatch {
    private final Scheduler scheduler;
    private final SimulatedClock clock;
    private final long startMicros;
    private final long startMillis;
    private final long movedMicros;

    ClockWatch(Scheduler scheduler, SimulatedClock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.startMicros = scheduler.now();
        this.startMillis = clock.millis();
        this.movedMicros = clock.movedMicros();
    }

    /** What it can have shown until now. */
    ClockSpan span() {
        long moved = (clock.movedMicros() - movedMicros) / 1_000 + 1;
        long lasted = (scheduler.now() - startMicros) / 1_000 + 1;
        return new ClockSpan(startMillis - moved, startMillis + lasted + moved);
    }
}
