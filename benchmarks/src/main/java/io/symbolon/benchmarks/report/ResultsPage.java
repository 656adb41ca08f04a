package io.symbolon.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes RESULTS.md with results.svg, and GROWTH.md with growth.svg, from the raw figures and a template each. A template
 * has the words, and names the tables in double braces.
 */
public final class ResultsPage {
    public static final String JMH = "jmh.json";
    public static final String ABOUT = "about.properties";

    private static final String GROWTH = "growth";
    private static final String FIGURES = "figures-";
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");

    private ResultsPage() {}

    /**
     * Writes the pages for which there are figures.
     *
     * @param raw the folder of the raw figures
     * @param target the folder of the results
     */
    public static void write(Path raw, Path target) throws IOException {
        List<Figure> all = figures(raw);
        FigureTables figures = new FigureTables(all);
        String about = About.text(raw.resolve(ABOUT));
        if (Files.exists(raw.resolve(JMH))) {
            VerifyTables jmh = new VerifyTables(JmhResults.read(raw.resolve(JMH)));
            write("RESULTS", target, place -> content(place, about, jmh, figures));
            Files.writeString(target.resolve("results.svg"), jmh.chart().toString());
        }
        if (Files.exists(figuresOf(raw, GROWTH))) {
            write("GROWTH", target, place -> content(place, about, figures));
            Files.writeString(target.resolve("growth.svg"), new GrowthChart(all).toString());
        }
    }

    private static void write(String page, Path target, UnaryOperator<String> contents) throws IOException {
        String text = PLACE.matcher(resource(page + ".template.md"))
                .replaceAll(place ->
                        Matcher.quoteReplacement(contents.apply(place.group(1)).strip()));
        Files.writeString(target.resolve(page + ".md"), text);
    }

    /** Where the figures of a part are kept. */
    public static Path figuresOf(Path raw, String part) {
        return raw.resolve(FIGURES + part.toLowerCase(Locale.ROOT) + ".json");
    }

    private static List<Figure> figures(Path raw) throws IOException {
        try (Stream<Path> files = Files.list(raw)) {
            List<Figure> figures = new ArrayList<>();
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith(FIGURES))
                    .sorted()
                    .toList()) {
                figures.addAll(Figure.read(file));
            }
            return figures;
        }
    }

    private static String content(String place, String about, VerifyTables jmh, FigureTables figures) {
        return switch (place) {
            case "first-sight" -> jmh.firstSight();
            case "bytes" -> jmh.bytes();
            case "seen-before" -> jmh.seenBefore();
            case "providers" -> jmh.providers();
            case "first-sight-native" -> jmh.firstSightNative();
            case "create" -> jmh.create();
            case "create-native" -> jmh.createNative();
            case "refresh" -> jmh.refresh();
            case "revocations" -> jmh.revocations();
            case "parallel" -> jmh.parallel();
            case "redis-to-floor" -> figures.toFloor("redis-load");
            case "postgres-to-floor" -> figures.toFloor("postgres-load");
            default -> content(place, about, figures);
        };
    }

    private static String content(String place, String about, FigureTables figures) {
        return place.equals("about") ? about : figures.table(place);
    }

    static String resource(String name) throws IOException {
        try (InputStream text = Objects.requireNonNull(ResultsPage.class.getResourceAsStream(name))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
