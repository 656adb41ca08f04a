package io.symbolon.testkit.simulation;

/** A history in which a guarantee did not hold. */
final class FailedHistory extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final long seed;
    private final String guarantee;
    private final int steps;

    FailedHistory(long seed, String guarantee, int steps, String message, Throwable cause) {
        super(message, cause);
        this.seed = seed;
        this.guarantee = guarantee;
        this.steps = steps;
    }

    long seed() {
        return seed;
    }

    String guarantee() {
        return guarantee;
    }

    /** How many steps were left of it. */
    int steps() {
        return steps;
    }
}
