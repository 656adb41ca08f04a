package io.symbolon.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** The values that something had, each from a tick on. */
final class Register<T> {
    private static final long NEVER = Long.MAX_VALUE;

    private record Written<T>(long tick, T value, long lostAt) {
        boolean isThereAt(long moment) {
            return tick <= moment && (lostAt == NEVER || moment < lostAt);
        }

        Written<T> lost(long moment) {
            return lostAt == NEVER ? new Written<>(tick, value, moment) : this;
        }
    }

    private final List<Written<T>> values = new ArrayList<>();

    void write(long tick, T value) {
        values.add(new Written<>(tick, value, NEVER));
    }

    /** The value at a tick. */
    Optional<T> at(long tick) {
        for (int i = values.size() - 1; i >= 0; i--) {
            if (values.get(i).isThereAt(tick)) {
                return Optional.of(values.get(i).value);
            }
        }
        return Optional.empty();
    }

    /** Whether it had a value at some time from a tick on: if only until the value was lost, or again once a later one was. */
    boolean hadSince(long tick, T value) {
        return LongStream.concat(
                        LongStream.of(tick),
                        values.stream().flatMapToLong(written -> LongStream.of(written.tick, written.lostAt)))
                .filter(moment -> moment >= tick)
                .anyMatch(moment -> at(moment).equals(Optional.of(value)));
    }

    Optional<T> last() {
        return at(NEVER);
    }

    /** A write at one tick brings back what it read at another, where that was lost and nothing has been written since. */
    void bringBack(long read, long tick) {
        boolean isWrittenSince = values.stream().anyMatch(written -> written.tick > read && written.lostAt == NEVER);
        Optional<T> before = at(read);
        if (!isWrittenSince && !before.equals(last())) {
            before.ifPresent(value -> write(tick, value));
        }
    }

    /** Loses at one tick what was written after another. */
    void lose(long tick, long since) {
        values.replaceAll(written -> written.tick > since ? written.lost(tick) : written);
    }
}
