package io.symbolon.benchmarks.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.symbolon.benchmarks.capacity.Capacity.Need;
import io.symbolon.benchmarks.capacity.Capacity.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CapacityTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void thePageShowsWhatTheProgramSays() throws IOException {
        assertThat(Files.readString(ROOT.resolve("docs/capacity.md"))).contains(Capacity.cases());
    }

    @Test
    void whatIsTakenAsMeasuredStandsInTheResults() throws IOException {
        String results = Files.readString(ROOT.resolve("benchmarks/RESULTS.md"));

        assertThat(results).containsPattern("\\| refresh, Symbolon \\|.* 21,500 \\|");
        assertThat(results).containsPattern("\\| revoke, Symbolon \\|.* 26,500 \\|");
        assertThat(results).contains("| Symbolon | 378 | 432 |", "| bytes of heap a revocation | 67.8 |");
    }

    @Test
    void aViewHoldsWhatWasRevokedWithinTheRetention() {
        Need need = Capacity.of(new Use(864_000, 8, 1, Duration.ofHours(2)));

        assertThat(need.revocations()).isCloseTo(30, within(1e-9));
        assertThat(need.viewEntries()).isCloseTo(30 * 7200, within(1e-6));
        assertThat(need.refreshes()).isCloseTo(240, within(1e-9));
        assertThat(need.shards()).isEqualTo(1);
    }

    @Test
    void moreShardsThanPartitionsAreNotOneStorage() {
        assertThat(Capacity.of(new Use(1e8, 8, 0.2, Duration.ofHours(2))).isOneStorage())
                .isTrue();
        assertThat(Capacity.of(new Use(1e11, 8, 0.2, Duration.ofHours(2))).isOneStorage())
                .isFalse();
    }

    @Test
    void numbersHaveTwoDigits() {
        assertThat(Capacity.round(0.04)).isEqualTo("0.0");
        assertThat(Capacity.round(9.94)).isEqualTo("9.9");
        assertThat(Capacity.round(994)).isEqualTo("990");
        assertThat(Capacity.round(1_234_567)).isEqualTo("1.2 M");
    }
}
