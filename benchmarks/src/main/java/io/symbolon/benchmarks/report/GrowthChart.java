package io.symbolon.benchmarks.report;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What grows with the number of sessions and of revocations, as a picture. */
final class GrowthChart {
    private static final List<String> STORAGES = List.of("in memory", "Redis", "PostgreSQL");
    private static final List<String> VERBS = List.of("create", "refresh", "list", "revoke");

    private final List<Figure> figures;

    GrowthChart(List<Figure> figures) {
        this.figures = figures;
    }

    @Override
    public String toString() {
        LineChart chart = new LineChart("From a thousand sessions or revocations to ten million");
        for (String verb : VERBS) {
            chart.panel(verb + ", µs, against sessions");
            for (String storage : STORAGES) {
                chart.line(storage, points("session-growth", verb + ", " + storage));
            }
        }
        chart.panel("start of a node, ms, against revocations");
        for (String storage : STORAGES) {
            chart.line(storage, points("revocation-growth", "start, " + storage + ", ms"));
        }
        chart.panel("verify, ns, against revocations");
        chart.line("verify", points("revocation-growth", "verify, ns"));
        return chart.toString();
    }

    private SortedMap<Double, Double> points(String table, String row) {
        SortedMap<Double, Double> points = new TreeMap<>();
        figures.stream()
                .filter(figure -> figure.table().equals(table) && figure.row().equals(row))
                .forEach(figure -> points.put(size(figure), figure.value()));
        return points;
    }

    /** A column such as "10,000 sessions". */
    private static double size(Figure figure) {
        return Double.parseDouble(figure.column().replaceAll("[^0-9]", ""));
    }
}
