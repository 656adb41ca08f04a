package io.symbolon.benchmarks.report;

import java.util.List;
import java.util.OptionalDouble;

/** The tables of the other programs: rows and columns in the order in which they were measured. */
final class FigureTables {
    private final List<Figure> figures;

    FigureTables(List<Figure> figures) {
        this.figures = figures;
    }

    String table(String name) {
        List<Figure> own =
                figures.stream().filter(figure -> figure.table().equals(name)).toList();
        if (own.isEmpty()) {
            return "Not measured in this form.\n";
        }
        List<String> columns = own.stream().map(Figure::column).distinct().toList();
        Table table = new Table("", columns);
        own.stream()
                .map(Figure::row)
                .distinct()
                .forEach(row -> table.numbers(
                        row,
                        columns.stream().map(column -> value(own, row, column)).toList()));
        return table.toString();
    }

    private static OptionalDouble value(List<Figure> figures, String row, String column) {
        return figures.stream()
                .filter(figure -> figure.row().equals(row) && figure.column().equals(column))
                .mapToDouble(Figure::value)
                .findFirst();
    }
}
