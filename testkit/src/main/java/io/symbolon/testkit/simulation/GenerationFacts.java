package io.symbolon.testkit.simulation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A generation of a session's refresh token, at the moment when a server stored it. */
final class GenerationFacts {
    final int number;
    final long tick;
    final long micros;

    /** What it brought, if a step-up made it. */
    final Optional<String> factor;

    /** Whether it is of a step-up or a binding: an older token never buys what it has. */
    final boolean givesMore;

    /** The refresh token's text, once it was handed out. */
    @Nullable
    String text;

    GenerationFacts(int number, long tick, long micros, Optional<String> factor, boolean givesMore) {
        this.number = number;
        this.tick = tick;
        this.micros = micros;
        this.factor = factor;
        this.givesMore = givesMore;
    }
}
