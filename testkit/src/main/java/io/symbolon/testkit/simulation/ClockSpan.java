package io.symbolon.testkit.simulation;

/**
 * What a clock can have shown while a call lasted, also if it was set meanwhile.
 *
 * @param least in milliseconds since 1970
 * @param most in milliseconds since 1970
 */
record ClockSpan(long least, long most) {
    /** The least time from an earlier reading to this one; negative if the clock was set back. */
    long leastSince(ClockSpan earlier) {
        return least - earlier.most;
    }

    long mostSince(ClockSpan earlier) {
        return most - earlier.least;
    }
}
