package io.symbolon.benchmarks.growth;

import io.symbolon.benchmarks.Form;
import java.util.List;
import java.util.stream.IntStream;

/** At which sizes is measured: a thousand and each power of ten above it. */
final class Sizes {
    private static final int SMALLEST = 1_000;
    private static final int LARGEST = 10_000_000;

    private Sizes() {}

    /** Those up to a number, of which a shorter form measures fewer; the smallest in any case. */
    static List<Integer> upTo(Form form, int largest) {
        int most = Math.max(SMALLEST, form.scaled(largest));
        return IntStream.iterate(SMALLEST, size -> size <= Math.min(most, LARGEST), size -> size * 10)
                .boxed()
                .toList();
    }
}
