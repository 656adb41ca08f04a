package io.symbolon.benchmarks;

/** Whose crypto the JVM uses. */
public enum Crypto {
    /** As it comes. */
    JDK,
    /** Amazon's provider registered before all others, for the whole JVM. */
    CORRETTO;

    void prepare() {}
}
