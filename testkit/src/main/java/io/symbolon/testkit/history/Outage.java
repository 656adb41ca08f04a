package io.symbolon.testkit.history;

/**
 * A time in which a server or a node was away.
 *
 * @param fault what happened
 * @param start before it began, in nanoseconds of the history's clock
 * @param end after it was over
 */
record Outage(String fault, long start, long end) {
    boolean touches(long from, long to) {
        return start <= to && end >= from;
    }
}
