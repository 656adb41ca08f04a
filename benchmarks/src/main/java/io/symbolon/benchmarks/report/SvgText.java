package io.symbolon.benchmarks.report;

import java.util.Locale;

/** Words in an SVG picture. */
final class SvgText {
    private SvgText() {}

    /** @param anchor which end of the text is at that place: start, middle or end */
    static String at(int x, int y, String anchor, String attributes, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" %s>%s</text>%n",
                x,
                y,
                anchor,
                attributes,
                escape(text));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
