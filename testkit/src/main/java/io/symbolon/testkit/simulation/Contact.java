package io.symbolon.testkit.simulation;

/**
 * When a page was asked for that a node was given.
 *
 * @param micros when it was
 * @param judgedMicros the earliest moment for which the node may take it
 * @param judgedClockMillis the same by the node's clock
 */
record Contact(long micros, long judgedMicros, long judgedClockMillis) {}
