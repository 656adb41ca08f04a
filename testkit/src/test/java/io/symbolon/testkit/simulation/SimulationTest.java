package io.symbolon.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * With {@code -Dsymbolon.long=true} it goes on for an hour, or as many minutes as {@code -Dsymbolon.simulation.minutes} says;
 * {@code -Dsymbolon.simulation.seed} is where it starts.
 */
@NullMarked
class SimulationTest {
    private static final long FIRST_SEED = Long.getLong("symbolon.simulation.seed", 1);
    private static final int HISTORIES = 2_000;

    private static final int AT_ONCE = 2;

    private final Simulation simulation = Simulation.of(InMemoryServers::start);

    @Test
    void whatIsGuaranteedHoldsInEveryHistory() {
        Duration time = Boolean.getBoolean("symbolon.long")
                ? Duration.ofMinutes(Long.getLong("symbolon.simulation.minutes", 60))
                : Duration.ZERO;

        SimulationResult result = simulation
                .firstSeed(FIRST_SEED)
                .histories(HISTORIES)
                .atOnce(AT_ONCE)
                .atLeast(time)
                .run();
        System.out.println(result);

        assertThat(result.histories()).isGreaterThanOrEqualTo(HISTORIES);
        assertThat(result.revocations()).isPositive();
    }

    @Test
    void oneSeedIsOneHistoryByteForByte() {
        for (long seed = 1; seed <= 40; seed++) {
            assertThat(simulation.trace(seed)).isNotEmpty().isEqualTo(simulation.trace(seed));
        }
    }

    @Test
    void anotherSeedIsAnotherHistory() {
        assertThat(simulation.trace(1)).isNotEqualTo(simulation.trace(2));
    }
}
