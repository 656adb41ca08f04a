package io.symbolon.testkit.simulation;

/** A guarantee that did not hold. */
final class Broken extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String guarantee;

    Broken(String guarantee, String text) {
        super(guarantee + ": " + text);
        this.guarantee = guarantee;
    }

    String guarantee() {
        return guarantee;
    }
}
