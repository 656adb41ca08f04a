package io.symbolon;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a session lives: until it was not refreshed for the idle time, at the latest until the absolute time after
 * sign-in (the idle and absolute timeouts of OWASP's session management guide).
 *
 * @param idle the longest time between two refreshes; from 1 second up to {@code absolute}. An access
 *     token lives for half of it at most, in whole seconds: less than 4 seconds are of use in tests only.
 * @param absolute the longest time since sign-in; up to 36,500 days
 */
public record SessionLifetime(Duration idle, Duration absolute) {
    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);
    private static final Duration LONGEST_ABSOLUTE = Duration.ofDays(36_500);
    private static final SessionLifetime DEFAULT = of(Duration.ofDays(14), Duration.ofDays(90));

    /**
     * Checks the times.
     *
     * @throws IllegalArgumentException if a time is out of its range
     */
    public SessionLifetime {
        Objects.requireNonNull(idle, "idle");
        Objects.requireNonNull(absolute, "absolute");
        if (idle.compareTo(SHORTEST_IDLE) < 0) {
            throw new IllegalArgumentException("idle is " + idle + ": at least " + SHORTEST_IDLE + " is needed");
        }
        if (absolute.compareTo(idle) < 0) {
            throw new IllegalArgumentException("absolute is " + absolute + ": it cannot be shorter than idle, " + idle);
        }
        if (absolute.compareTo(LONGEST_ABSOLUTE) > 0) {
            throw new IllegalArgumentException("absolute is " + absolute + ": at most " + LONGEST_ABSOLUTE);
        }
    }

    /**
     * A lifetime of these times.
     *
     * @param idle the longest time between two refreshes
     * @param absolute the longest time since sign-in
     * @return the lifetime
     * @throws IllegalArgumentException if a time is out of its range
     */
    public static SessionLifetime of(Duration idle, Duration absolute) {
        return new SessionLifetime(idle, absolute);
    }

    /**
     * 14 days idle, 90 days absolute.
     *
     * @return the lifetime that a manager gives where none was chosen
     */
    public static SessionLifetime defaults() {
        return DEFAULT;
    }
}
