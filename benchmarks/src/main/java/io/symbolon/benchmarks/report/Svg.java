package io.symbolon.benchmarks.report;

import java.util.Locale;

/** Pieces of an SVG picture. */
final class Svg {
    private Svg() {}

    /**
     * The whole picture.
     *
     * @param colour of what says no other
     */
    static String document(String title, int width, int height, String colour, CharSequence body) {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\""
                        + " role=\"img\" aria-label=\"%3$s\" font-family=\"system-ui, sans-serif\" font-size=\"12\""
                        + " fill=\"%4$s\">%n%5$s</svg>%n",
                width,
                height,
                escape(title),
                colour,
                body);
    }

    /** @param anchor which end of the text is at that place: start, middle or end */
    static String text(int x, int y, String anchor, String attributes, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" %s>%s</text>%n",
                x,
                y,
                anchor,
                attributes,
                escape(text));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
