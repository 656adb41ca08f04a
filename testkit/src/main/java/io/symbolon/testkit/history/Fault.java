package io.symbolon.testkit.history;

import java.util.Objects;

/**
 * Something that happens to a server in the course of a history, and is over after a moment.
 *
 * @param name what happens, such as {@code the server is killed}
 * @param begin lets it happen
 * @param end ends it; returns when the server is there again
 */
public record Fault(String name, Runnable begin, Runnable end) {
    /** Takes the components over; none may be null. */
    public Fault {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(begin, "begin");
        Objects.requireNonNull(end, "end");
    }
}
