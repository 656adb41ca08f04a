package io.symbolon.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Prints the table of docs/simulation.md. */
@NullMarked
class SimulationFindsDefectsTest {
    private static final int MOST_HISTORIES = 1_000;

    @Test
    void everySeededDefectIsFound() {
        List<String> missed = new ArrayList<>();
        StringBuilder table =
                new StringBuilder("| defect | guarantee | histories needed | steps of the shrunk history |\n");
        for (SeededDefect defect : SeededDefect.all()) {
            Throwable found =
                    catchThrowable(() -> Simulation.of(clock -> defect.server().apply(InMemoryServers.start(clock)))
                            .with(defect.hooks())
                            .histories(MOST_HISTORIES)
                            .run());
            if (found instanceof FailedHistory failed) {
                table.append("| ").append(defect.text());
                table.append(" | ").append(failed.guarantee());
                table.append(" | ").append(failed.seed());
                table.append(" | ").append(failed.steps()).append(" |\n");
            } else {
                missed.add(defect.text() + ": " + found);
            }
        }
        System.out.println(table);

        assertThat(missed).isEmpty();
        assertThat(SeededDefect.all()).hasSizeGreaterThanOrEqualTo(25);
    }
}
