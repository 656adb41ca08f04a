package io.symbolon.testkit.simulation;

import java.util.TreeMap;

/** How long it took from an entry of the log to its refusal on another node, in microseconds. Not thread-safe. */
final class Delays {
    private final TreeMap<Long, Long> counts = new TreeMap<>();
    private long count;

    void add(long micros) {
        counts.merge(rounded(micros), 1L, Long::sum);
        count++;
    }

    void addAll(Delays others) {
        others.counts.forEach((micros, number) -> counts.merge(micros, number, Long::sum));
        count += others.count;
    }

    long count() {
        return count;
    }

    /** @param share from 0 to 1 */
    long percentile(double share) {
        long rest = (long) Math.ceil(share * count);
        for (var entry : counts.entrySet()) {
            rest -= entry.getValue();
            if (rest <= 0) {
                return entry.getKey();
            }
        }
        return counts.isEmpty() ? 0 : counts.lastKey();
    }

    /** To two digits, upwards. */
    private static long rounded(long micros) {
        long unit = 1;
        while (micros / unit >= 100) {
            unit *= 10;
        }
        return (micros + unit - 1) / unit * unit;
    }
}
