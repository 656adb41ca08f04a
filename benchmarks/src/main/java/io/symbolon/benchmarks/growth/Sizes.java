package io.symbolon.benchmarks.growth;

import java.util.List;
import java.util.stream.IntStream;

/** At which sizes is measured: a thousand and each power of ten above it. */
final class Sizes {
    private static final int SMALLEST = 1_000;

    private Sizes() {}

    /** @param largest up to which size, at most 100 million; the smallest is in it in any case */
    static List<Integer> upTo(int largest) {
        int most = Math.max(SMALLEST, largest);
        return IntStream.iterate(SMALLEST, size -> size <= most, size -> size * 10)
                .boxed()
                .toList();
    }
}
