package io.symbolon.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A table in Markdown: a title a row, numbers in the other columns. */
final class Table {
    private static final int DIGITS = 3;

    private final StringBuilder text = new StringBuilder();

    Table(String first, List<String> columns) {
        text.append("| ")
                .append(first)
                .append(" | ")
                .append(String.join(" | ", columns))
                .append(" |\n|---|");
        columns.forEach(column -> text.append("---:|"));
        text.append('\n');
    }

    Table row(String title, List<String> cells) {
        text.append("| ")
                .append(title)
                .append(" | ")
                .append(String.join(" | ", cells))
                .append(" |\n");
        return this;
    }

    /** What was measured; a row without any figure is left out. */
    Table numbers(String title, List<OptionalDouble> values) {
        if (values.stream().anyMatch(OptionalDouble::isPresent)) {
            List<String> cells = new ArrayList<>();
            values.forEach(value -> cells.add(value.isPresent() ? number(value.getAsDouble()) : "–"));
            row(title, cells);
        }
        return this;
    }

    /** Three significant digits, thousands apart. */
    static String number(double value) {
        if (value == 0 || Math.abs(value) < 0.001) {
            return "0";
        }
        int exponent = (int) Math.floor(Math.log10(Math.abs(value)));
        double unit = Math.pow(10, exponent - DIGITS + 1);
        int decimals = Math.max(0, DIGITS - 1 - exponent);
        return String.format(Locale.ROOT, "%,." + decimals + "f", Math.round(value / unit) * unit);
    }

    /** How many times as much. */
    static String times(double value) {
        return number(value) + "×";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
