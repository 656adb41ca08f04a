package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CloserTest {
    private final List<String> closed = new ArrayList<>();
    private final Closer closer = new Closer();

    @Test
    void whatWasOpenedLastIsClosedFirst() {
        closer.add(resource("fixture"));
        closer.add(resource("storage"));
        closer.add(resource("manager"));

        closer.close();
        closer.close();

        assertThat(closed).containsExactly("manager", "storage", "fixture");
    }

    @Test
    void whereOneCannotBeClosedTheOthersAre() {
        closer.add(resource("fixture"));
        closer.add(failing("storage"));
        closer.add(failing("manager"));

        assertThatThrownBy(closer::close)
                .isInstanceOfSatisfying(
                        IllegalStateException.class,
                        failure -> assertThat(failure.getSuppressed())
                                .extracting(Throwable::getMessage)
                                .containsExactly("manager", "storage"));
        assertThat(closed).containsExactly("fixture");
    }

    @Test
    void whatIsOpenedTooLateIsClosedAtOnce() {
        closer.close();

        assertThatThrownBy(() -> closer.add(resource("late"))).isInstanceOf(IllegalStateException.class);
        assertThat(closed).containsExactly("late");
    }

    private AutoCloseable resource(String name) {
        return () -> closed.add(name);
    }

    private static AutoCloseable failing(String name) {
        return () -> {
            throw new IllegalArgumentException(name);
        };
    }
}
