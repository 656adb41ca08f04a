package io.symbolon.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * A clock that stands still until a test moves it. Give the same one to the storage and to the managers:
 *
 * <pre>{@code
 * SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
 * var manager = JwtUserSessionManager.builder()
 *         .storage(new InMemoryUserSessionStorage(clock))
 *         .clock(clock)
 *         // …
 *         .build();
 * clock.advance(Duration.ofMinutes(16)); // access tokens of 15 minutes have expired
 * }</pre>
 *
 * <p>Thread-safe: all threads see a new time at once.
 */
public final class SettableClock extends Clock {
    /** Shared by the clocks of all zones. */
    private static final class Time {
        private volatile Instant instant;

        Time(Instant instant) {
            this.instant = instant;
        }

        synchronized void set(Instant newInstant) {
            instant = newInstant;
        }

        synchronized Instant advance(Duration duration) {
            Instant moved = instant.plus(duration);
            instant = moved;
            return moved;
        }
    }

    private final Time time;
    private final ZoneId zone;

    private SettableClock(Time time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
    }

    /**
     * A clock in UTC.
     *
     * @param instant the time that it shows
     * @return the clock
     */
    public static SettableClock at(Instant instant) {
        return new SettableClock(new Time(Objects.requireNonNull(instant, "instant")), ZoneOffset.UTC);
    }

    /**
     * A clock in UTC that shows the time at which it was made.
     *
     * @return the clock
     */
    public static SettableClock atNow() {
        return at(Instant.now());
    }

    /**
     * Sets the time, forward or back.
     *
     * @param newInstant the time to show
     */
    public void set(Instant newInstant) {
        time.set(Objects.requireNonNull(newInstant, "newInstant"));
    }

    /**
     * Moves the time.
     *
     * @param duration how far; back if it is negative
     * @return the time that the clock shows now
     */
    public Instant advance(Duration duration) {
        return time.advance(Objects.requireNonNull(duration, "duration"));
    }

    @Override
    public Instant instant() {
        return time.instant;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** A clock in another zone; setting one sets the other. */
    @Override
    public Clock withZone(ZoneId otherZone) {
        return new SettableClock(time, Objects.requireNonNull(otherZone, "otherZone"));
    }

    @Override
    public String toString() {
        return "SettableClock[" + time.instant + ", " + zone + "]";
    }
}
