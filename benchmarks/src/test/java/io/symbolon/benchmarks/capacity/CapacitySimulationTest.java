package io.symbolon.benchmarks.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.symbolon.benchmarks.capacity.Capacity.Need;
import io.symbolon.benchmarks.capacity.Capacity.Use;
import io.symbolon.benchmarks.capacity.CapacitySimulation.Seen;
import io.symbolon.benchmarks.capacity.CapacitySimulation.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacitySimulationTest {
    private static final int SIMULATED = 50_000;

    @ParameterizedTest
    @CsvSource({"1e6, 8, 0.2, 120", "1e8, 8, 0.2, 120", "2e7, 24, 1, 60", "3e8, 4, 0.5, 120"})
    void whatADayShowsIsWhatTheCalculationSays(double sessions, double refreshes, double signOuts, long minutes) {
        Use use = new Use(sessions, refreshes, signOuts, Duration.ofMinutes(minutes));
        Need need = Capacity.of(use);

        Seen seen = CapacitySimulation.run(new Settings(use, SIMULATED, 3, 1));

        assertThat(seen.refreshes()).isCloseTo(need.refreshes(), withinPercentage(3));
        assertThat(seen.revocations()).isCloseTo(need.revocations(), withinPercentage(5));
        assertThat(seen.feedBytes()).isCloseTo(need.feedBytes(), withinPercentage(5));
        assertThat(seen.viewEntries()).isCloseTo(need.viewEntries(), withinPercentage(8));
        double load =
                (need.refreshes() / Capacity.REFRESHES_A_SECOND + need.revocations() / Capacity.REVOCATIONS_A_SECOND)
                        / need.shards();
        assertThat(seen.meanLoad()).isCloseTo(load, withinPercentage(4)).isLessThan(Capacity.LOAD * 1.04);
    }

    @Test
    void readersReceiveEachTheWholeLogHoweverManyTheyAre() {
        Use use = new Use(1e6, 8, 1, Duration.ofHours(1));

        Seen few = CapacitySimulation.run(new Settings(use, SIMULATED, 2, 1));
        Seen many = CapacitySimulation.run(new Settings(use, SIMULATED, 20, 1));

        assertThat(many.feedBytes()).isCloseTo(few.feedBytes(), withinPercentage(3));
        assertThat(many.allFeedBytes()).isCloseTo(10 * few.allFeedBytes(), withinPercentage(3));
    }

    @Test
    void theSameSeedGivesTheSameDayAndAnotherAnother() {
        Use use = new Use(1e6, 8, 0.2, Duration.ofHours(2));

        Seen seen = CapacitySimulation.run(new Settings(use, 5_000, 2, 1));

        assertThat(CapacitySimulation.run(new Settings(use, 5_000, 2, 1))).isEqualTo(seen);
        assertThat(CapacitySimulation.run(new Settings(use, 5_000, 2, 2))).isNotEqualTo(seen);
    }

    @Test
    void thePageShowsWhatTheSimulationSaw() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs/capacity.md"))).contains(CapacitySimulation.cases());
    }
}
