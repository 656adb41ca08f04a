package io.symbolon.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** The tables of the other programs: rows and columns in the order in which they were measured. */
final class FigureTables {
    private static final String NOT_MEASURED = "Not measured in this form.";
    static final String RATE = ", /s";

    private final List<Figure> figures;

    FigureTables(List<Figure> figures) {
        this.figures = figures;
    }

    String table(String name) {
        List<Figure> own =
                figures.stream().filter(figure -> figure.table().equals(name)).toList();
        if (own.isEmpty()) {
            return NOT_MEASURED;
        }
        List<String> columns = columns(own);
        Table table = new Table("", columns);
        for (String row : rows(own)) {
            table.numbers(
                    row, columns.stream().map(column -> value(own, row, column)).toList());
        }
        return table.toString();
    }

    /** How long each verb of Symbolon's takes, in times of the floor's. */
    String toFloor(String name) {
        List<Figure> rates = figures.stream()
                .filter(figure -> figure.table().equals(name) && figure.column().endsWith(RATE))
                .toList();
        if (rates.isEmpty()) {
            return NOT_MEASURED;
        }
        List<String> columns = columns(rates);
        Table table = new Table(
                "Symbolon's time to the floor's",
                columns.stream().map(column -> column.replace(RATE, "")).toList());
        for (String verb : groups(rates)) {
            table.row(
                    verb,
                    columns.stream()
                            .map(column -> Table.times(
                                    rate(rates, verb + ", floor", column) / rate(rates, verb + ", Symbolon", column)))
                            .toList());
        }
        return table.toString();
    }

    private static double rate(List<Figure> figures, String row, String column) {
        return value(figures, row, column).orElseThrow();
    }

    private static OptionalDouble value(List<Figure> figures, String row, String column) {
        return figures.stream()
                .filter(figure -> figure.row().equals(row) && figure.column().equals(column))
                .mapToDouble(Figure::value)
                .findFirst();
    }

    private static List<String> columns(List<Figure> figures) {
        return figures.stream().map(Figure::column).distinct().toList();
    }

    /** Rows of one group stand together. */
    private static List<String> rows(List<Figure> figures) {
        List<String> groups = groups(figures);
        return figures.stream()
                .map(Figure::row)
                .distinct()
                .sorted(Comparator.comparing(row -> groups.indexOf(group(row))))
                .toList();
    }

    private static List<String> groups(List<Figure> figures) {
        return figures.stream().map(figure -> group(figure.row())).distinct().toList();
    }

    /** What is before the comma, as in "create, Symbolon". */
    private static String group(String row) {
        int comma = row.indexOf(',');
        return comma < 0 ? row : row.substring(0, comma);
    }
}
