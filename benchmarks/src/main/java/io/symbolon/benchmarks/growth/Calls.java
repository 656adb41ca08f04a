package io.symbolon.benchmarks.growth;

import io.symbolon.benchmarks.Latencies;
import io.symbolon.benchmarks.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Makes calls on one thread, and notes how long the median took. */
final class Calls {
    private final String table;
    private final String storage;
    private final int count;
    private final Unit unit;
    private final List<Figure> figures = new ArrayList<>();

    /** In what the figures are. */
    enum Unit {
        MICROS(1e3),
        MILLIS(1e6);

        private final double nanos;

        Unit(double nanos) {
            this.nanos = nanos;
        }
    }

    /** @param count how many calls, where a measurement does not say another number */
    Calls(String table, String storage, int count, Unit unit) {
        this.table = table;
        this.storage = storage;
        this.count = count;
        this.unit = unit;
    }

    /** Makes calls without noting them, until the compilers are done with them. */
    void warmUp(int millis, Runnable measuring) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            measuring.run();
        }
        figures.clear();
    }

    int count() {
        return count;
    }

    void measure(String verb, int size, Runnable call) {
        measure(verb, size, count, call);
    }

    void measure(String verb, int size, int times, Runnable call) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            call.run();
            latencies.add(System.nanoTime() - start);
        }
        figures.add(new Figure(
                table,
                verb + ", " + storage,
                String.format(Locale.ROOT, "%,d sessions", size),
                latencies.quantile(0.5) / unit.nanos));
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }
}
