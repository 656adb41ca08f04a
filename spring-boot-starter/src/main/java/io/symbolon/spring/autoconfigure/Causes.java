package io.symbolon.spring.autoconfigure;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** An exception's causes. */
final class Causes {
    private static final int DEEPEST = 16;

    private Causes() {}

    static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
