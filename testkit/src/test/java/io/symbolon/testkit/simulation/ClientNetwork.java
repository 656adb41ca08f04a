package io.symbolon.testkit.simulation;

import org.jspecify.annotations.NullMarked;

/**
 * The network between clients and nodes. Of the answers to one refresh at most three in a row are lost.
 *
 * @param longestOutageMicros how long a client may be cut off after a lost answer
 * @param longestRepeatMicros how late a request may arrive a second time
 */
@NullMarked
record ClientNetwork(String text, long longestOutageMicros, long longestRepeatMicros) {
    static final double LOST = 0.05;
    static final double LATE = 0.1;
    static final double REPEATED = 0.05;

    /** How often a lost answer is followed by an outage. */
    static final double OUTAGES = 0.5;

    static final int MOST_LOST = 3;

    /** What a client waits for an answer before it asks again, and after a lost one if it is not cut off. */
    static final long PATIENCE = 5_000_000;

    static final long NEXT_TRY = 1_000_000;
}
