package io.symbolon.testkit.simulation;

import java.time.Duration;
import java.util.List;

/** What the histories of one lane came to. Not thread-safe. */
final class Tally {
    private final Delays delays = new Delays();
    private long histories;
    private long calls;
    private long verifications;

    Delays delays() {
        return delays;
    }

    /** True if nothing was wrong. */
    boolean add(History.Outcome outcome) {
        histories++;
        calls += outcome.calls();
        verifications += outcome.verifications();
        return outcome.failure() == null;
    }

    static SimulationResult sum(List<Tally> tallies) {
        Delays all = new Delays();
        tallies.forEach(tally -> all.addAll(tally.delays));
        return new SimulationResult(
                tallies.stream().mapToLong(tally -> tally.histories).sum(),
                tallies.stream().mapToLong(tally -> tally.calls).sum(),
                tallies.stream().mapToLong(tally -> tally.verifications).sum(),
                all.count(),
                Duration.ofNanos(all.percentile(0.5) * 1_000),
                Duration.ofNanos(all.percentile(0.9) * 1_000),
                Duration.ofNanos(all.percentile(0.99) * 1_000));
    }
}
