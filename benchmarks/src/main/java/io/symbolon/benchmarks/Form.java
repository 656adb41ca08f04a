package io.symbolon.benchmarks;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long is measured. Warming up takes a JVM some seconds: until then the compilers are what is measured. */
public enum Form {
    /** Does everything run? In this process, a moment each, with HS256 alone. */
    SMOKE(0, 0, 1, 10),
    /** A first impression. */
    SHORT(1, 4, 2, 300),
    /** What is published. */
    FULL(1, 10, 3, 1_000);

    private static final int WARM_UP_MILLIS = 8_000;

    private final int forks;
    private final int warmups;
    private final int iterations;
    private final int millis;

    Form(int forks, int warmups, int iterations, int millis) {
        this.forks = forks;
        this.warmups = warmups;
        this.iterations = iterations;
        this.millis = millis;
    }

    ChainedOptionsBuilder applyTo(ChainedOptionsBuilder options) {
        return options.forks(forks)
                .warmupIterations(warmups)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(millis));
    }

    /** How often a part is measured, all of it before the next round: what disturbs the machine comes and goes. */
    int rounds() {
        return this == FULL ? 2 : 1;
    }

    /** How long programs warm up that are not benchmarks of JMH, in milliseconds. */
    public int warmUpMillis() {
        return this == SMOKE ? 1 : WARM_UP_MILLIS;
    }

    /** For programs that count in operations: a share of what the full form does. */
    public int scaled(int full) {
        return switch (this) {
            case SMOKE -> Math.max(1, full / 200);
            case SHORT -> Math.max(1, full / 5);
            case FULL -> full;
        };
    }
}
