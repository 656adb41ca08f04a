package io.symbolon.benchmarks;

import io.symbolon.benchmarks.growth.GrowthPrograms;
import io.symbolon.benchmarks.memory.Forgetting;
import io.symbolon.benchmarks.memory.NodeStart;
import io.symbolon.benchmarks.memory.ViewMemory;
import io.symbolon.benchmarks.report.About;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.benchmarks.report.ResultsPage;
import io.symbolon.benchmarks.report.Rounds;
import io.symbolon.benchmarks.storage.PostgresPrograms;
import io.symbolon.benchmarks.storage.RedisPrograms;
import io.symbolon.benchmarks.web.WebPrograms;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** Measures everything, and writes it down. */
public final class MeasureProgram {
    private MeasureProgram() {}

    /** What can be measured by itself; the pages are written for which the figures are there. */
    enum Part {
        JMH,
        VIEW,
        REDIS,
        POSTGRES,
        WEB,
        GROWTH,
        GROWTH_ON_REDIS,
        GROWTH_ON_POSTGRES
    }

    /**
     * Measures and writes.
     *
     * @param arguments smoke, short or full; the folder for raw figures; the folder for the results; the parts with
     *     commas between, or "all"; how many sessions and revocations the parts of growth make at most
     */
    public static void main(String[] arguments) {
        int status = 0;
        try {
            Form form = Form.valueOf(arguments[0].toUpperCase(Locale.ROOT));
            run(
                    form,
                    Path.of(arguments[1]),
                    Path.of(arguments[2]),
                    parts(arguments[3]),
                    Integer.parseInt(arguments[4]));
        } catch (Exception failed) {
            System.getLogger(MeasureProgram.class.getName()).log(Level.ERROR, "not measured", failed);
            status = 1;
        }
        // Some of the libraries leave threads behind.
        System.exit(status);
    }

    static void run(Form form, Path raw, Path target, List<Part> parts, int most) throws Exception {
        Files.createDirectories(raw);
        About.write(form, raw.resolve(ResultsPage.ABOUT));
        for (Part part : parts) {
            measure(form, part, raw, most);
        }
        ResultsPage.write(raw, target);
    }

    private static List<Part> parts(String names) {
        return names.equals("all")
                ? List.of(Part.values())
                : Arrays.stream(names.toUpperCase(Locale.ROOT).split(",", -1))
                        .map(Part::valueOf)
                        .toList();
    }

    private static void measure(Form form, Part part, Path raw, int most) throws Exception {
        Path figures = ResultsPage.figuresOf(raw, part.name());
        switch (part) {
            case JMH -> writeJmh(new JmhRuns(form).run(), raw.resolve(ResultsPage.JMH));
            case VIEW -> Figure.write(view(form), figures);
            case REDIS -> Figure.write(Rounds.best(form.rounds(), () -> RedisPrograms.measure(form)), figures);
            case POSTGRES -> Figure.write(Rounds.best(form.rounds(), () -> PostgresPrograms.measure(form)), figures);
            case WEB -> Figure.write(WebPrograms.measure(form), figures);
            case GROWTH -> Figure.write(GrowthPrograms.inMemory(form, most), figures);
            case GROWTH_ON_REDIS -> Figure.write(GrowthPrograms.redis(form, most), figures);
            case GROWTH_ON_POSTGRES -> Figure.write(GrowthPrograms.postgres(form, most), figures);
        }
    }

    private static void writeJmh(Collection<RunResult> results, Path file) {
        ResultFormatFactory.getInstance(ResultFormatType.JSON, file.toString()).writeOut(results);
    }

    private static List<Figure> view(Form form) throws Exception {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(ViewMemory.measure(form));
        figures.addAll(Forgetting.measure(form));
        figures.addAll(NodeStart.measure(form, "in memory", new InMemoryUserSessionStorage()));
        return figures;
    }
}
