package io.symbolon.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** What several rounds have measured: of each figure the best, as what else runs on a machine makes it worse, never better. */
public final class Rounds {
    private record Place(String table, String row, String column) {}

    private Rounds() {}

    /**
     * Measures in rounds.
     *
     * @param count how many
     * @param program measures the same places in each round
     * @return the figures, in the order of the first round
     */
    public static List<Figure> best(int count, Callable<List<Figure>> program) throws Exception {
        Map<Place, Figure> best = new LinkedHashMap<>();
        for (int round = 0; round < count; round++) {
            for (Figure figure : program.call()) {
                best.merge(new Place(figure.table(), figure.row(), figure.column()), figure, Rounds::better);
            }
        }
        return new ArrayList<>(best.values());
    }

    /** Of calls a second, more are better; of all else, less. */
    private static Figure better(Figure one, Figure other) {
        boolean isGreater = one.value() > other.value();
        return isGreater == one.column().endsWith(FigureTables.RATE) ? one : other;
    }
}
