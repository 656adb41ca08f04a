package io.symbolon.benchmarks.growth;

import java.util.List;
import java.util.stream.IntStream;

/** At which sizes is measured: a thousand and each power of ten above it. */
final class Sizes {
    private static final int SMALLEST = 1_000;
    private static final int LARGEST = 10_000_000;

    private Sizes() {}

    /** Those up to a number; the smallest in any case. */
    static List<Integer> upTo(int largest) {
        int most = Math.min(LARGEST, Math.max(SMALLEST, largest));
        return IntStream.iterate(SMALLEST, size -> size <= most, size -> size * 10)
                .boxed()
                .toList();
    }
}
