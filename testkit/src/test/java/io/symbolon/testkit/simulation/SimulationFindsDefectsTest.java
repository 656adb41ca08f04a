package io.symbolon.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prints the table of docs/simulation.md. */
@NullMarked
class SimulationFindsDefectsTest {
    private static final int MOST_HISTORIES = 1_000;

    /** What came of a simulation with a defect. */
    private record Search(SeededDefect defect, Optional<FailedHistory> found, String otherwise) {
        static Search of(SeededDefect defect) {
            try {
                SimulationResult missed = Simulation.of(clock -> defect.server().apply(InMemoryServers.start(clock)))
                        .with(defect.hooks())
                        .histories(MOST_HISTORIES)
                        .run();
                return new Search(defect, Optional.empty(), missed.toString());
            } catch (FailedHistory failed) {
                return new Search(defect, Optional.of(failed), "");
            }
        }

        String row(FailedHistory failed) {
            return "| " + defect.text() + " | " + failed.guarantee() + " | " + failed.seed() + " | " + failed.steps()
                    + " |\n";
        }
    }

    private final Logger logger = Logger.getLogger("io.symbolon");

    /** Simulations that run at once do not give each other's silence up. */
    @BeforeEach
    void isSilent() {
        logger.setLevel(Level.OFF);
    }

    @AfterEach
    void logsAgain() {
        logger.setLevel(null);
    }

    @Test
    void everySeededDefectIsFound() {
        List<Search> searches =
                SeededDefect.all().parallelStream().map(Search::of).toList();
        System.out.println(searches.stream()
                .flatMap(search -> search.found().map(search::row).stream())
                .collect(Collectors.joining(
                        "", "| defect | guarantee | histories needed | steps of the shrunk history |\n", "")));

        assertThat(searches).filteredOn(search -> search.found().isEmpty()).isEmpty();
        assertThat(SeededDefect.all()).hasSizeGreaterThanOrEqualTo(25);
    }
}
