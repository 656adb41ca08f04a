package io.symbolon.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lines in panels, as SVG. Both axes are logarithmic, the x axis is that of all. Readable on light and dark pages. */
final class LineChart {
    private static final int COLUMNS = 2;
    private static final int PANEL_WIDTH = 380;
    private static final int PANEL_HEIGHT = 230;
    private static final int LEFT = 56;
    private static final int RIGHT = 16;
    private static final int TOP = 34;
    private static final int BOTTOM = 34;
    private static final int TITLE = 28;
    private static final int LEGEND_STEP = 110;
    private static final String INK = "#7c8796";
    private static final List<String> COLOURS = List.of("#c2410c", "#2563eb", "#0d9488");

    private record Line(String label, SortedMap<Double, Double> points) {}

    private record Panel(String title, List<Line> lines) {}

    private final String title;
    private final List<Panel> panels = new ArrayList<>();

    LineChart(String title) {
        this.title = title;
    }

    LineChart panel(String panelTitle) {
        panels.add(new Panel(panelTitle, new ArrayList<>()));
        return this;
    }

    /** Adds a line to the last panel. All x and y are above zero. */
    LineChart line(String label, SortedMap<Double, Double> points) {
        panels.get(panels.size() - 1).lines().add(new Line(label, new TreeMap<>(points)));
        return this;
    }

    @Override
    public String toString() {
        int[] x = decades(panels.stream()
                .flatMap(panel -> panel.lines().stream())
                .flatMap(line -> line.points().keySet().stream())
                .toList());
        StringBuilder body =
                new StringBuilder(Svg.text(0, TITLE / 2, "start", "font-weight=\"bold\" font-size=\"14\"", title));
        for (int i = 0; i < panels.size(); i++) {
            body.append(String.format(
                    Locale.ROOT,
                    "<g transform=\"translate(%d,%d)\">%n%s</g>%n",
                    i % COLUMNS * PANEL_WIDTH,
                    TITLE + i / COLUMNS * PANEL_HEIGHT,
                    content(panels.get(i), x)));
        }
        int height = TITLE + (panels.size() + COLUMNS - 1) / COLUMNS * PANEL_HEIGHT;
        return Svg.document(title, COLUMNS * PANEL_WIDTH, height, INK, body);
    }

    private static String content(Panel panel, int[] x) {
        int[] y = decades(panel.lines().stream()
                .flatMap(line -> line.points().values().stream())
                .toList());
        StringBuilder content =
                new StringBuilder(Svg.text(LEFT, TOP - 18, "start", "font-weight=\"bold\"", panel.title()));
        for (int decade = x[0]; decade <= x[1]; decade++) {
            double at = across(decade, x);
            content.append(grid(at, TOP, at, PANEL_HEIGHT - BOTTOM))
                    .append(Svg.text((int) at, PANEL_HEIGHT - BOTTOM + 16, "middle", "", power(decade)));
        }
        for (int decade = y[0]; decade <= y[1]; decade++) {
            double at = down(decade, y);
            content.append(grid(LEFT, at, PANEL_WIDTH - RIGHT, at))
                    .append(Svg.text(LEFT - 6, (int) at + 4, "end", "", power(decade)));
        }
        for (int i = 0; i < panel.lines().size(); i++) {
            content.append(drawn(panel.lines().get(i), COLOURS.get(i % COLOURS.size()), x, y));
            if (panel.lines().size() > 1) {
                content.append(legend(i, panel.lines().get(i).label()));
            }
        }
        return content.toString();
    }

    private static String drawn(Line line, String colour, int[] x, int[] y) {
        StringBuilder points = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        line.points().forEach((size, value) -> {
            double across = across(Math.log10(size), x);
            double down = down(Math.log10(value), y);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", across, down));
            dots.append(String.format(
                    Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"%s\"/>%n", across, down, colour));
        });
        return String.format(
                Locale.ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"/>%n%s",
                points.toString().strip(),
                colour,
                dots);
    }

    private static String legend(int number, String label) {
        return Svg.text(
                LEFT + number * LEGEND_STEP,
                TOP - 4,
                "start",
                "fill=\"" + COLOURS.get(number % COLOURS.size()) + '"',
                label);
    }

    private static double across(double logarithm, int[] range) {
        return LEFT + (PANEL_WIDTH - LEFT - RIGHT) * (logarithm - range[0]) / (range[1] - range[0]);
    }

    private static double down(double logarithm, int[] range) {
        return PANEL_HEIGHT - BOTTOM - (PANEL_HEIGHT - BOTTOM - TOP) * (logarithm - range[0]) / (range[1] - range[0]);
    }

    /** The powers of ten around all values, two at least. */
    private static int[] decades(List<Double> values) {
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        int from = (int) Math.floor(Math.log10(least));
        return new int[] {from, Math.max(from + 1, (int) Math.ceil(Math.log10(most)))};
    }

    private static String power(int decade) {
        double value = Math.pow(10, decade);
        if (decade < 0) {
            return String.format(Locale.ROOT, "%." + -decade + "f", value);
        }
        return decade < 6
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%,.0f M", value / 1e6);
    }

    private static String grid(double x1, double y1, double x2, double y2) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-opacity=\"0.3\"/>%n",
                x1,
                y1,
                x2,
                y2,
                INK);
    }
}
