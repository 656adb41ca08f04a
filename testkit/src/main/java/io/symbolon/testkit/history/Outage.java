package io.symbolon.testkit.history;

/**
 * A time in which a server or a node was away.
 *
 * @param fault what happened
 * @param losesWrites whether what was done meanwhile, or shortly before, may be lost
 * @param start before it began, in nanoseconds of the history's clock
 * @param end after it was over
 */
record Outage(String fault, boolean losesWrites, long start, long end) {
    /** One that loses nothing. */
    Outage(String fault, long start, long end) {
        this(fault, false, start, end);
    }

    boolean touches(long from, long to) {
        return start <= to && end >= from;
    }
}
