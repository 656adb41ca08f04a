package io.symbolon.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars in groups, as SVG. Each group has its own scale. Readable on light and dark pages. */
final class BarChart {
    private static final int WIDTH = 760;
    private static final int LABEL_WIDTH = 220;
    private static final int BAR_WIDTH = 400;
    private static final int ROW = 20;
    private static final int BAR = 13;
    private static final String OURS = "#c2410c";
    private static final String THEIRS = "#7c8796";

    private record Bar(String label, double value, boolean ours) {}

    private record Group(String title, List<Bar> bars) {}

    private final String title;
    private final List<Group> groups = new ArrayList<>();

    BarChart(String title) {
        this.title = title;
    }

    BarChart group(String groupTitle) {
        groups.add(new Group(groupTitle, new ArrayList<>()));
        return this;
    }

    /** Adds a bar to the last group. */
    BarChart bar(String label, double value, boolean ours) {
        groups.get(groups.size() - 1).bars().add(new Bar(label, value, ours));
        return this;
    }

    @Override
    public String toString() {
        StringBuilder body = new StringBuilder();
        int y = ROW;
        body.append(Svg.text(0, y, "start", "font-weight=\"bold\" font-size=\"14\"", title));
        for (Group group : groups) {
            y += ROW * 3 / 2;
            body.append(Svg.text(0, y, "start", "font-weight=\"bold\"", group.title()));
            double longest = group.bars().stream().mapToDouble(Bar::value).max().orElse(1);
            for (Bar bar : group.bars()) {
                y += ROW;
                body.append(row(bar, y, longest));
            }
        }
        int height = y + ROW;
        return Svg.document(title, WIDTH, height, THEIRS, body);
    }

    private static String row(Bar bar, int y, double longest) {
        String colour = bar.ours() ? OURS : THEIRS;
        double width = Math.max(1, BAR_WIDTH * bar.value() / longest);
        return Svg.text(
                        LABEL_WIDTH - 8,
                        y,
                        "end",
                        bar.ours() ? "fill=\"" + OURS + "\" font-weight=\"bold\"" : "",
                        bar.label())
                + String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n",
                        LABEL_WIDTH,
                        y - BAR + 2,
                        width,
                        BAR,
                        colour)
                + Svg.text(LABEL_WIDTH + (int) width + 6, y, "start", "", Table.number(bar.value()));
    }
}
