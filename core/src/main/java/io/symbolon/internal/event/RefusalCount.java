package io.symbolon.internal.event;

import java.time.Duration;

/**
 * How many tokens of one kind were refused of late for their signature. Now and then that is somebody's damaged copy;
 * {@value #MANY} of them within the window are told, and then none for a while. Times are a clock's milliseconds; one that
 * steps back begins anew.
 *
 * @param since when the first of them was
 * @param last when the last of them was
 * @param refusals how many
 */
record RefusalCount(long since, long last, int refusals) {
    static final int MANY = 20;
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final Duration QUIET = Duration.ofHours(1);

    static final RefusalCount NONE = new RefusalCount(0, 0, 0);

    /** Whether refusals are not counted, as it was just told that there are many. */
    boolean isQuiet(long now) {
        return isMany() && isWithin(QUIET, last, now);
    }

    /** One more. */
    RefusalCount refusedAt(long now) {
        if (isQuiet(now)) {
            return this;
        }
        return refusals == 0 || isMany() || !isWithin(WINDOW, since, now)
                ? new RefusalCount(now, now, 1)
                : new RefusalCount(since, now, refusals + 1);
    }

    /** Whether it is to be told, once. */
    boolean isMany() {
        return refusals == MANY;
    }

    /** From the first to the last. */
    Duration time() {
        return Duration.ofMillis(last - since);
    }

    private static boolean isWithin(Duration time, long start, long now) {
        return now >= start && now - start < time.toMillis();
    }
}
