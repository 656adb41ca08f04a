package io.symbolon.testkit.simulation;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Random numbers that follow from a seed and from what they are for: so a step draws the same ones whatever the other
 * steps of its history do. Not thread-safe.
 */
final class Draw {
    private final SplittableRandom random;

    private Draw(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static Draw of(long... keys) {
        long seed = 0;
        for (long key : keys) {
            seed = mixed(seed ^ key) * 0x9E3779B97F4A7C15L + 1;
        }
        return new Draw(seed);
    }

    /** From zero, the bound excluded. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    long next() {
        return random.nextLong();
    }

    private static long mixed(long key) {
        long z = (key ^ (key >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
