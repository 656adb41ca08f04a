package io.symbolon.benchmarks;

import io.symbolon.benchmarks.memory.Forgetting;
import io.symbolon.benchmarks.memory.NodeStart;
import io.symbolon.benchmarks.memory.ViewMemory;
import io.symbolon.benchmarks.report.About;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.benchmarks.report.ResultsPage;
import io.symbolon.benchmarks.storage.PostgresPrograms;
import io.symbolon.benchmarks.storage.RedisPrograms;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** Measures everything, and writes it down. */
public final class MeasureProgram {
    private MeasureProgram() {}

    /**
     * Measures and writes.
     *
     * @param arguments smoke, short or full; the folder for raw figures; the folder for the results
     */
    public static void main(String[] arguments) {
        int status = 0;
        try {
            run(Form.valueOf(arguments[0].toUpperCase(Locale.ROOT)), Path.of(arguments[1]), Path.of(arguments[2]));
        } catch (Exception failed) {
            System.getLogger(MeasureProgram.class.getName()).log(Level.ERROR, "not measured", failed);
            status = 1;
        }
        // Some of the libraries leave threads behind.
        System.exit(status);
    }

    static void run(Form form, Path raw, Path target) throws Exception {
        measure(form, Files.createDirectories(raw));
        ResultsPage.write(raw, target);
    }

    private static void measure(Form form, Path raw) throws Exception {
        About.write(form, raw.resolve(ResultsPage.ABOUT));
        Collection<RunResult> results = new JmhRuns(form).run();
        ResultFormatFactory.getInstance(
                        ResultFormatType.JSON, raw.resolve(ResultsPage.JMH).toString())
                .writeOut(results);
        List<Figure> figures = new ArrayList<>();
        figures.addAll(ViewMemory.measure(form));
        figures.addAll(Forgetting.measure(form));
        figures.addAll(NodeStart.measure(form, "in memory", new InMemoryUserSessionStorage()));
        figures.addAll(RedisPrograms.measure(form));
        figures.addAll(PostgresPrograms.measure(form));
        Figure.write(figures, raw.resolve(ResultsPage.FIGURES));
    }
}
