package io.symbolon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void quantilesAreWithinTwoPercent() {
        Latencies latencies = new Latencies();
        for (long nanos = 1; nanos <= 1_000_000; nanos++) {
            latencies.add(nanos);
        }

        assertThat(latencies.count()).isEqualTo(1_000_000);
        assertThat(latencies.quantile(0.5)).isEqualTo(500_000, withPrecision(10_000.0));
        assertThat(latencies.quantile(0.99)).isEqualTo(990_000, withPrecision(20_000.0));
        assertThat(latencies.quantile(1)).isEqualTo(1_000_000);
    }

    @Test
    void mergedOnesAreAsIfMeasuredTogether() {
        Latencies fast = new Latencies();
        Latencies slow = new Latencies();
        fast.add(10);
        slow.add(1_000_000_000);
        fast.merge(slow);

        assertThat(fast.quantile(0.5)).isEqualTo(10);
        assertThat(fast.quantile(1)).isEqualTo(1_000_000_000);
    }

    @Test
    void noCallsTakeNoTime() {
        assertThat(new Latencies().quantile(0.99)).isZero();
    }
}
