package io.symbolon.benchmarks;

import io.symbolon.benchmarks.memory.Forgetting;
import io.symbolon.benchmarks.memory.NodeStart;
import io.symbolon.benchmarks.memory.ViewMemory;
import io.symbolon.benchmarks.report.About;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.benchmarks.report.ResultsPage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
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
    public static void main(String[] arguments) throws Exception {
        Form form = Form.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        Path raw = Files.createDirectories(Path.of(arguments[1]));
        measure(form, raw);
        ResultsPage.write(raw, Path.of(arguments[2]));
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
        Figure.write(figures, raw.resolve(ResultsPage.FIGURES));
    }
}
