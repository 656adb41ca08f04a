package io.symbolon.http;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of the revocation feed: what verifiers that cannot reach the storage follow. Immutable: each {@code with…}
 * method returns new settings.
 *
 * <p>A request that waits for something to read blocks the thread that it is handled by, for the longest wait at most; virtual
 * threads make that cheap. Where there are none, leave more threads to the others than may wait here.
 */
public final class RevocationFeed {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration LONGEST_ALLOWED = Duration.ofMinutes(1);
    private static final int WAITERS = 64;
    private static final int RESTARTS = 60;
    private static final int MOST_WAITERS = 100_000;
    private static final int MOST_RESTARTS = 1_000_000;

    private final ServiceAuthentication callers;
    private final Optional<FeedKeys> keys;
    private final Duration longestWait;
    private final int maximumWaiters;
    private final int restartsAMinute;

    private RevocationFeed(
            ServiceAuthentication callers,
            Optional<FeedKeys> keys,
            Duration longestWait,
            int maximumWaiters,
            int restartsAMinute) {
        this.callers = callers;
        this.keys = keys;
        this.longestWait = longestWait;
        this.maximumWaiters = maximumWaiters;
        this.restartsAMinute = restartsAMinute;
    }

    /**
     * A feed for callers who see subjects as they are; others are refused until there are keys.
     *
     * @param callers tells who calls
     * @return settings: a request waits 20 seconds at most, 64 wait at once, and a caller may read from the log's start 60
     *     times a minute
     */
    public static RevocationFeed of(ServiceAuthentication callers) {
        return new RevocationFeed(
                Objects.requireNonNull(callers, "callers"), Optional.empty(), LONGEST_WAIT, WAITERS, RESTARTS);
    }

    /**
     * Callers who may not see subjects see MACs of them.
     *
     * @param keys which their verifiers are given too
     * @return new settings
     */
    public RevocationFeed withKeys(FeedKeys keys) {
        return new RevocationFeed(callers, Optional.of(keys), longestWait, maximumWaiters, restartsAMinute);
    }

    /**
     * For how long a request may wait.
     *
     * @param longest from zero to one minute
     * @return new settings
     * @throws IllegalArgumentException if it is out of its range
     */
    public RevocationFeed withLongestWait(Duration longest) {
        if (longest.isNegative() || longest.compareTo(LONGEST_ALLOWED) > 0) {
            throw new IllegalArgumentException(
                    "longest is " + longest + ": from zero to " + LONGEST_ALLOWED + " is allowed");
        }
        return new RevocationFeed(callers, keys, longest, maximumWaiters, restartsAMinute);
    }

    /**
     * How many requests may wait at once, of all callers. One more is answered with 429.
     *
     * @param maximum from 1 to 100,000
     * @return new settings
     * @throws IllegalArgumentException if it is out of its range
     */
    public RevocationFeed withMaximumWaiters(int maximum) {
        return new RevocationFeed(
                callers, keys, longestWait, checked("maximum", maximum, MOST_WAITERS), restartsAMinute);
    }

    /**
     * How often a caller may read from the log's start, which is the most work. All processes of a caller count together.
     *
     * @param aMinute from 1 to 1,000,000
     * @return new settings
     * @throws IllegalArgumentException if it is out of its range
     */
    public RevocationFeed withRestarts(int aMinute) {
        return new RevocationFeed(
                callers, keys, longestWait, maximumWaiters, checked("aMinute", aMinute, MOST_RESTARTS));
    }

    ServiceAuthentication callers() {
        return callers;
    }

    Optional<FeedKeys> keys() {
        return keys;
    }

    Duration longestWait() {
        return longestWait;
    }

    int maximumWaiters() {
        return maximumWaiters;
    }

    int restartsAMinute() {
        return restartsAMinute;
    }

    private static int checked(String name, int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(name + " is " + number + ": from 1 to " + most + " is allowed");
        }
        return number;
    }
}
