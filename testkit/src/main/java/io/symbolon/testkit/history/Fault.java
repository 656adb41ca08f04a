package io.symbolon.testkit.history;

import java.util.Objects;

/**
 * Something that happens to a server in the course of a history, and is over after a moment.
 *
 * @param name what happens, such as {@code the server is killed}
 * @param losesWrites whether what was done shortly before or meanwhile may be lost, as in a fail-over to a copy that lags
 * @param begin lets it happen
 * @param end ends it; returns when the server is there again
 */
public record Fault(String name, boolean losesWrites, Runnable begin, Runnable end) {
    /** Takes the components over; none may be null. */
    public Fault {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(begin, "begin");
        Objects.requireNonNull(end, "end");
    }

    /**
     * A fault after which all that was answered is there.
     *
     * @param name what happens
     * @param begin lets it happen
     * @param end ends it
     */
    public Fault(String name, Runnable begin, Runnable end) {
        this(name, false, begin, end);
    }

    /**
     * A fail-over: another server takes over, and has not all that the first one has answered.
     *
     * @param name what happens, such as {@code the server is demoted}
     * @param begin from here on, writes may be lost
     * @param end lets the other server take over; returns when it takes writes
     * @return the fault
     */
    public static Fault failOver(String name, Runnable begin, Runnable end) {
        return new Fault(name, true, begin, end);
    }
}
