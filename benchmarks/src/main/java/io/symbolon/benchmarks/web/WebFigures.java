package io.symbolon.benchmarks.web;

import io.symbolon.benchmarks.Latencies;
import io.symbolon.benchmarks.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Medians over the rounds. A ratio is the median of the ratios within each round. */
final class WebFigures {
    private static final String TABLE = "web";

    private final List<Contestant> contestants;

    private WebFigures(List<Contestant> contestants) {
        this.contestants = contestants;
    }

    static List<Figure> of(List<Contestant> contestants) {
        WebFigures figures = new WebFigures(contestants);
        return contestants.stream()
                .flatMap(contestant -> figures.row(contestant).stream())
                .toList();
    }

    private List<Figure> row(Contestant contestant) {
        List<Figure> row = new ArrayList<>();
        add(row, contestant, "requests, /s", rates(contestant));
        add(row, contestant, "times the floor", ratio(contestant, isFloor(contestant)));
        if (contestant.setup().stack() == Stack.SERVLET) {
            add(row, contestant, "times Spring Security's own decoder", ratio(contestant, isOwnDecoder(contestant)));
            add(row, contestant, "times Spring Session", ratio(contestant, is(Protection.SPRING_SESSION)));
        }
        add(row, contestant, "p50 ms", millis(contestant, 0.5));
        add(row, contestant, "p99 ms", millis(contestant, 0.99));
        add(
                row,
                contestant,
                "server's processor, µs a request",
                contestant.rounds().stream()
                        .flatMap(round -> round.cpuMicros().stream())
                        .mapToDouble(Double::doubleValue));
        return row;
    }

    private static Predicate<Contestant> is(Protection protection) {
        return contestant -> contestant.setup().protection() == protection;
    }

    private static Predicate<Contestant> isFloor(Contestant contestant) {
        return is(Protection.NONE)
                .and(other -> other.setup().stack() == contestant.setup().stack());
    }

    private static Predicate<Contestant> isOwnDecoder(Contestant contestant) {
        return is(Protection.SPRING_SECURITY)
                .and(other -> other.setup().key() == contestant.setup().key());
    }

    private DoubleStream ratio(Contestant contestant, Predicate<Contestant> isBase) {
        double[] base = rates(contestants.stream().filter(isBase).findFirst().orElseThrow())
                .toArray();
        double[] own = rates(contestant).toArray();
        return IntStream.range(0, own.length).mapToDouble(round -> own[round] / base[round]);
    }

    private static DoubleStream rates(Contestant contestant) {
        return contestant.rounds().stream().mapToDouble(Contestant.Measured::rate);
    }

    private static DoubleStream millis(Contestant contestant, double share) {
        return contestant.rounds().stream()
                .map(Contestant.Measured::latencies)
                .mapToDouble((Latencies latencies) -> latencies.quantile(share) / 1e6);
    }

    private static void add(List<Figure> row, Contestant contestant, String column, DoubleStream rounds) {
        double[] sorted = rounds.sorted().toArray();
        if (sorted.length > 0) {
            row.add(new Figure(TABLE, contestant.title(), column, sorted[sorted.length / 2]));
        }
    }
}
