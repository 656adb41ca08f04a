package io.symbolon.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values that something had, each from a tick on. */
final class Register<T> {
    private record Written<T>(long tick, T value) {}

    private final List<Written<T>> values = new ArrayList<>();

    void write(long tick, T value) {
        values.add(new Written<>(tick, value));
    }

    /** The value at a tick. */
    Optional<T> at(long tick) {
        for (int i = values.size() - 1; i >= 0; i--) {
            if (values.get(i).tick <= tick) {
                return Optional.of(values.get(i).value);
            }
        }
        return Optional.empty();
    }

    /** Whether it had a value at some time from a tick on. */
    boolean hadSince(long tick, T value) {
        return at(tick).equals(Optional.of(value))
                || values.stream().anyMatch(written -> written.tick > tick && written.value.equals(value));
    }

    Optional<T> last() {
        return at(Long.MAX_VALUE);
    }

    /** Forgets what was written after a tick. */
    void loseAfter(long tick) {
        values.removeIf(written -> written.tick > tick);
    }
}
